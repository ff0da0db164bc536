<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Arrangement</name>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>ArticleForm</name>
    <message>
        <source>Open the other article</source>
        <translation>Den anderen Artikel öffnen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title of the article</source>
        <translation>Titel des Artikels</translation>
    </message>
    <message>
        <source>Language of the article</source>
        <translation>Sprache des Artikels</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Audience, separated by commas</source>
        <translation>Zielgruppen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>DD/MM/YYYY</source>
        <translation>TT.MM.JJJJ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Zielgruppe</translation>
    </message>
    <message>
        <source>Text of the article in Markdown</source>
        <translation>Text des Artikels in Markdown</translation>
    </message>
    <message>
        <source>Write Markdown here; the preview beside it shows how agents will read it.</source>
        <translation>Hier schreiben Sie in Markdown; die Vorschau daneben zeigt, wie Ihre Kolleginnen und Kollegen es lesen.</translation>
    </message>
    <message>
        <source>Text in Markdown</source>
        <translation>Text in Markdown</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>Entwurf speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>Entwurf verwerfen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>ungespeichert</translation>
    </message>
    <message>
        <source>draft from a conversation</source>
        <translation>Entwurf aus einem Gespräch</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>edited here</source>
        <translation>hier bearbeitet</translation>
    </message>
    <message>
        <source>from a conversation</source>
        <translation>aus einem Gespräch</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>There is something of the kind: {0}</source>
        <translation>Dazu gibt es schon: {0}</translation>
    </message>
    <message>
        <source>Taken out: {0}</source>
        <translation>Entfernt: {0}</translation>
    </message>
    <message>
        <source>Please read the draft for names that are left before you publish it.</source>
        <translation>Bitte lesen Sie den Entwurf auf übrig gebliebene Namen, bevor Sie ihn veröffentlichen.</translation>
    </message>
</context>
<context>
    <name>ArticlePage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the cards (Esc)</source>
        <translation>Zurück zu den Karten (Esc)</translation>
    </message>
    <message>
        <source>Opens one of the other articles that say the same, or say otherwise.</source>
        <translation>Öffnet einen der anderen Artikel, die dasselbe sagen oder etwas anderes.</translation>
    </message>
    <message>
        <source>The article. What you select here with Shift and the arrow keys is what is inserted or copied.</source>
        <translation>Der Artikel. Was Sie hier mit Umschalt und den Pfeiltasten markieren, wird eingefügt oder kopiert.</translation>
    </message>
    <message>
        <source>Article: {0}</source>
        <translation>Artikel: {0}</translation>
    </message>
    <message>
        <source>The same stands in: {0}</source>
        <translation>Dasselbe steht in: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n other article(s) …</source>
        <translation>
            <numerusform>%n anderer Artikel …</numerusform>
            <numerusform>%n andere Artikel …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>valid until {0}</source>
        <translation>gültig bis {0}</translation>
    </message>
    <message>
        <source>valid since {0}</source>
        <translation>gültig seit {0}</translation>
    </message>
    <message>
        <source>outdated</source>
        <translation>gilt nicht mehr</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>replaces an older version</source>
        <translation>ersetzt eine ältere Fassung</translation>
    </message>
    <message>
        <source>the same in {0} more</source>
        <translation>dasselbe in {0} weiteren</translation>
    </message>
    <message>
        <source>pack {0}</source>
        <translation>Paket {0}</translation>
    </message>
    <message>
        <source>same words and meaning</source>
        <translation>gleiche Wörter, ähnlicher Sinn</translation>
    </message>
    <message>
        <source>same words</source>
        <translation>gleiche Wörter</translation>
    </message>
    <message>
        <source>similar meaning</source>
        <translation>ähnlicher Sinn</translation>
    </message>
    <message>
        <source>Contradicted: {0} (in “{1}”)</source>
        <translation>Widerspruch: {0} (in „{1}“)</translation>
    </message>
    <message>
        <source>no longer valid</source>
        <translation>gilt nicht mehr</translation>
    </message>
    <message>
        <source>was valid until {0}</source>
        <translation>galt bis {0}</translation>
    </message>
    <message>
        <source>“{0}” ({1})</source>
        <comment>a quotation and where it stands</comment>
        <translation>„{0}“ ({1})</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>by {0}</source>
        <translation>bis {0}</translation>
    </message>
    <message>
        <source>before: {0}</source>
        <translation>vorher: {0}</translation>
    </message>
    <message>
        <source>disputed</source>
        <translation>strittig</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Without evidence</source>
        <translation>Ohne Beleg</translation>
    </message>
    <message>
        <source>Wording of: {0}</source>
        <translation>Wortlaut: {0}</translation>
    </message>
</context>
<context>
    <name>ColumnsBar</name>
    <message>
        <source>Column of the questions</source>
        <translation>Spalte der Fragen</translation>
    </message>
    <message>
        <source>Column of the answers</source>
        <translation>Spalte der Antworten</translation>
    </message>
    <message>
        <source>Read the table</source>
        <translation>Tabelle lesen</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>The heading of a column, its letter or its number.</source>
        <translation>Die Überschrift einer Spalte, ihr Buchstabe oder ihre Nummer.</translation>
    </message>
    <message>
        <source>In {0} nobody can tell which column holds the questions and which the answers.</source>
        <translation>In {0} ist nicht zu erkennen, welche Spalte die Fragen und welche die Antworten enthält.</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Left article</source>
        <translation>Linker Artikel</translation>
    </message>
    <message>
        <source>Right article</source>
        <translation>Rechter Artikel</translation>
    </message>
    <message>
        <source>Edit the left one</source>
        <translation>Links bearbeiten</translation>
    </message>
    <message>
        <source>Edit the right one</source>
        <translation>Rechts bearbeiten</translation>
    </message>
    <message>
        <source>Keep only the left one</source>
        <translation>Nur links behalten</translation>
    </message>
    <message>
        <source>Keep only the right one</source>
        <translation>Nur rechts behalten</translation>
    </message>
    <message>
        <source>The other one is merged into it: no search finds it, links to it lead here.</source>
        <translation>Der andere wird in diesen überführt: Keine Suche findet ihn mehr, Verweise auf ihn führen hierher.</translation>
    </message>
    <message>
        <source>End the left one today</source>
        <translation>Links beenden</translation>
    </message>
    <message>
        <source>End the right one today</source>
        <translation>Rechts beenden</translation>
    </message>
    <message>
        <source>Its last day is yesterday; it is not shown as valid any more.</source>
        <translation>Sein letzter Tag ist gestern; er wird nicht mehr als gültig gezeigt.</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>new: {0}</source>
        <translation>neu: {0}</translation>
    </message>
    <message>
        <source>note saved</source>
        <translation>Notiz gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n Beitrag</numerusform>
            <numerusform>%n Beiträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContactsPane</name>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>All commands, the language and the look of Lotse.</source>
        <translation>Alle Befehle, die Sprache und das Aussehen von Lotse.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Shows only the conversations whose title has these words.</source>
        <translation>Zeigt nur Gespräche, deren Titel diese Wörter enthält.</translation>
    </message>
    <message>
        <source>Choose a conversation with the arrow keys; Enter goes to it.</source>
        <translation>Mit den Pfeiltasten ein Gespräch wählen, mit der Eingabetaste öffnen.</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>No conversation has these words.</source>
        <translation>Kein Gespräch enthält diese Wörter.</translation>
    </message>
    <message>
        <source>No conversation yet. Open a file, drop one here or paste a text.</source>
        <translation>Noch kein Gespräch. Öffnen Sie eine Datei, ziehen Sie eine hierher oder fügen Sie einen Text ein.</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>Title of the conversation</source>
        <translation>Titel des Gesprächs</translation>
    </message>
    <message>
        <source>The title stands in the list. Write another one and press Enter.</source>
        <translation>Der Titel steht in der Liste. Schreiben Sie einen anderen und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Turns of the conversation</source>
        <translation>Beiträge des Gesprächs</translation>
    </message>
    <message>
        <source>The arrow keys go from turn to turn; Enter shows what the note took from one.</source>
        <translation>Die Pfeiltasten gehen von Beitrag zu Beitrag; die Eingabetaste zeigt, was die Notiz daraus übernommen hat.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Write down what was said …</source>
        <translation>Aufschreiben, was gesagt wurde …</translation>
    </message>
    <message>
        <source>What you write here becomes a turn of the conversation with Enter. Shift+Enter begins a new line.</source>
        <translation>Was Sie hier schreiben, wird mit der Eingabetaste ein Beitrag des Gesprächs. Umschalt+Eingabe beginnt eine neue Zeile.</translation>
    </message>
    <message>
        <source>Translation of the reply</source>
        <translation>Übersetzung der Antwort</translation>
    </message>
    <message>
        <source>This translation is what becomes the turn. Change it as you like; your own words stay above.</source>
        <translation>Diese Übersetzung wird der Beitrag. Ändern Sie sie nach Belieben; Ihre eigenen Worte bleiben darüber stehen.</translation>
    </message>
    <message>
        <source>Without translation</source>
        <translation>Ohne Übersetzung</translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation>Wer es gesagt hat</translation>
    </message>
    <message>
        <source>Whose words you are writing down.</source>
        <translation>Wessen Worte Sie aufschreiben.</translation>
    </message>
    <message>
        <source>Translates the reply into the customer&apos;s language before it is sent.</source>
        <translation>Übersetzt die Antwort in die Sprache der Kundin oder des Kunden, bevor sie gesendet wird.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy reply</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add as a turn (Enter)</source>
        <translation>Als Beitrag hinzufügen (Eingabetaste)</translation>
    </message>
    <message>
        <source>Adds what you wrote as a turn. It is stored before it is shown.</source>
        <translation>Fügt das Geschriebene als Beitrag hinzu. Er ist gespeichert, bevor er erscheint.</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n Beitrag</numerusform>
            <numerusform>%n Beiträge</numerusform>
        </translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Open a conversation, drop a file here or paste a text.</source>
        <translation>Öffnen Sie ein Gespräch, ziehen Sie eine Datei hierher oder fügen Sie einen Text ein.</translation>
    </message>
    <message>
        <source>Nothing said yet. Write the first turn below.</source>
        <translation>Noch nichts gesagt. Schreiben Sie unten den ersten Beitrag.</translation>
    </message>
    <message>
        <source>{0}, this is what will be sent</source>
        <translation>{0} – so wird es gesendet</translation>
    </message>
    <message>
        <source>please check: a number or a passage may be missing</source>
        <translation>bitte prüfen: eine Zahl oder eine Stelle könnte fehlen</translation>
    </message>
    <message>
        <source>Translate the reply into {0}</source>
        <translation>Antwort übersetzen: {0}</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Remove: {0}</source>
        <translation>Nicht mehr: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>Search only in …</source>
        <translation>Nur suchen in …</translation>
    </message>
    <message>
        <source>Read another article</source>
        <translation>Anderen Artikel lesen</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Open conversations</source>
        <translation>Gespräche öffnen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>from a conversation</source>
        <translation>aus einem Gespräch</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Fassung {0}</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Zielgruppe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>All articles</source>
        <translation>Alle Artikel</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Searched, not found</source>
        <translation>Gesucht, nicht gefunden</translation>
    </message>
    <message>
        <source>Contradictions</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Reported by agents</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Broken references</source>
        <translation>Verweise ins Leere</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>Fast gleiche</translation>
    </message>
    <message>
        <source>Hard to read</source>
        <translation>Schwer zu lesen</translation>
    </message>
    <message>
        <source>Never found</source>
        <translation>Nie gefunden</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Zusammengeführt</translation>
    </message>
    <message>
        <source>Write the article</source>
        <translation>Artikel schreiben</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Open side by side</source>
        <translation>Nebeneinander öffnen</translation>
    </message>
    <message>
        <source>Change the validity</source>
        <translation>Gültigkeit ändern</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Zur Stelle</translation>
    </message>
    <message>
        <source>Check title and tags</source>
        <translation>Titel und Schlagwörter prüfen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>ungespeichert</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
    <message>
        <source>Also asked as</source>
        <translation>Auch so gefragt</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was auffällt</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>In the other article</source>
        <translation>Im anderen Artikel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Gültigkeit</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Es gibt keinen Unterschied.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>EditorPane</name>
    <message>
        <source>Choose an article on the left, or begin a new one.</source>
        <translation>Wählen Sie links einen Artikel, oder beginnen Sie einen neuen.</translation>
    </message>
    <message>
        <source>Which articles are listed</source>
        <translation>Welche Artikel gezeigt werden</translation>
    </message>
    <message>
        <source>Filter by title, tag or finding</source>
        <translation>Nach Titel, Schlagwort oder Hinweis filtern</translation>
    </message>
    <message>
        <source>Articles and findings</source>
        <translation>Artikel und Hinweise</translation>
    </message>
    <message>
        <source>What is known about the line</source>
        <translation>Was über die Zeile bekannt ist</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>That is intended</source>
        <translation>Ist so gewollt</translation>
    </message>
    <message>
        <source>Enter does what is to be done about the selected line; Del marks it as intended.</source>
        <translation>Die Eingabetaste tut, was bei der gewählten Zeile zu tun ist; Entf vermerkt sie als gewollt.</translation>
    </message>
    <message>
        <source>New article</source>
        <translation>Neuer Artikel</translation>
    </message>
    <message>
        <source>Needs no article</source>
        <translation>Braucht keinen Artikel</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Nothing here fits these words.</source>
        <translation>Zu diesen Wörtern passt hier nichts.</translation>
    </message>
    <message>
        <source>There is no article yet. Import some, or begin one.</source>
        <translation>Es gibt noch keinen Artikel. Importieren Sie welche, oder beginnen Sie einen.</translation>
    </message>
    <message>
        <source>Still looking …</source>
        <translation>Es wird noch gesucht …</translation>
    </message>
    <message>
        <source>Nothing to do here.</source>
        <translation>Hier ist nichts zu tun.</translation>
    </message>
    <message>
        <source>looking for faults …</source>
        <translation>prüfe …</translation>
    </message>
    <message>
        <source>looking for faults … {0} of {1}</source>
        <translation>prüfe … {0} von {1}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Outdated articles too</source>
        <translation>Auch Artikel, die nicht mehr gelten</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>Sprache: {0}</translation>
    </message>
    <message>
        <source>For: {0}</source>
        <translation>Für: {0}</translation>
    </message>
    <message>
        <source>Tag: {0}</source>
        <translation>Schlagwort: {0}</translation>
    </message>
    <message>
        <source>Source: {0}</source>
        <translation>Quelle: {0}</translation>
    </message>
    <message>
        <source>No pack: own articles</source>
        <translation>Kein Paket: eigene Artikel</translation>
    </message>
    <message>
        <source>Pack: {0}</source>
        <translation>Paket: {0}</translation>
    </message>
    <message>
        <source>outdated articles too</source>
        <translation>auch, was nicht mehr gilt</translation>
    </message>
</context>
<context>
    <name>FindingBar</name>
    <message>
        <source>That is intended</source>
        <translation>Ist so gewollt</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Keystore of this computer (recommended)</source>
        <translation>Schlüsselbund dieses Rechners (empfohlen)</translation>
    </message>
    <message>
        <source>Use a passphrase</source>
        <translation>Eine Passphrase verwenden</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase wiederholen</translation>
    </message>
    <message>
        <source>Protect your conversations</source>
        <translation>Ihre Gespräche schützen</translation>
    </message>
    <message>
        <source>Unlock Lotse</source>
        <translation>Lotse entsperren</translation>
    </message>
    <message>
        <source>Lotse keeps everything about customers encrypted on this computer.</source>
        <translation>Lotse bewahrt alles über Kundinnen und Kunden verschlüsselt auf diesem Rechner auf.</translation>
    </message>
    <message>
        <source>Your conversations are encrypted. Enter the passphrase to open them.</source>
        <translation>Ihre Gespräche sind verschlüsselt. Geben Sie die Passphrase ein, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Nobody can restore a lost passphrase. You get a recovery key for that next.</source>
        <translation>Eine verlorene Passphrase kann niemand wiederherstellen. Für diesen Fall erhalten Sie gleich einen Wiederherstellungsschlüssel.</translation>
    </message>
    <message>
        <source>See the demo</source>
        <translation>Demo ansehen</translation>
    </message>
    <message>
        <source>Nothing of it is stored.</source>
        <translation>Nichts davon wird gespeichert.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Enter the recovery key that you wrote down at the first start.</source>
        <translation>Geben Sie den Wiederherstellungsschlüssel ein, den Sie beim ersten Start notiert haben.</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>Passphrase verwenden</translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation>Wiederherstellungsschlüssel verwenden</translation>
    </message>
    <message>
        <source>Please use at least {0} characters.</source>
        <translation>Bitte mindestens {0} Zeichen verwenden.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What was read by then stays; the next import goes on from there.</source>
        <translation>Was bis dahin gelesen ist, bleibt; der nächste Import macht dort weiter.</translation>
    </message>
    <message>
        <source>Which documents are listed</source>
        <translation>Welche Dokumente aufgeführt sind</translation>
    </message>
    <message>
        <source>What came of the import</source>
        <translation>Was aus dem Import wurde</translation>
    </message>
    <message>
        <source>One line for each document: what became of it, and why.</source>
        <translation>Eine Zeile je Dokument: was daraus wurde und warum.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Close the report</source>
        <translation>Bericht schließen</translation>
    </message>
    <message>
        <source>Importing {0}</source>
        <translation>{0} wird importiert</translation>
    </message>
    <message>
        <source>Import of {0}</source>
        <translation>Import von {0}</translation>
    </message>
</context>
<context>
    <name>KnowledgePane</name>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Search articles</source>
        <translation>Artikel suchen</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Knowledge cards</source>
        <translation>Wissenskarten</translation>
    </message>
    <message>
        <source>Passages for the newest turn or your search. Enter opens the article.</source>
        <translation>Stellen zum neuesten Beitrag oder zu Ihrer Suche. Die Eingabetaste öffnet den Artikel.</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} weitere</translation>
    </message>
    <message>
        <source>Type words or a question; what is found appears meanwhile, with Enter at once. The arrow down goes to it, Esc comes back. An empty field returns to the cards.</source>
        <translation>Tippen Sie Wörter oder eine Frage; was gefunden wird, erscheint dabei, mit Enter sofort. Pfeil ab geht hinein, Esc zurück. Ein leeres Feld führt zurück zu den Karten.</translation>
    </message>
    <message>
        <source>Show what is nearest</source>
        <translation>Das Nächstliegende zeigen</translation>
    </message>
    <message>
        <source>Articles that may not answer this, each marked as unsure</source>
        <translation>Artikel, die das vielleicht nicht beantworten, jeder als unsicher gekennzeichnet</translation>
    </message>
    <message>
        <source>Search only: {0}</source>
        <translation>Suche nur: {0}</translation>
    </message>
    <message>
        <source>Nothing good enough was found. Try other words.</source>
        <translation>Nichts gefunden, das gut genug passt. Versuchen Sie andere Wörter.</translation>
    </message>
    <message>
        <source>Articles that fit the newest turn appear here.</source>
        <translation>Hier erscheinen Artikel, die zum neuesten Beitrag passen.</translation>
    </message>
    <message>
        <source>index: {0} %</source>
        <translation>Index: {0} %</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>for the newest turn</source>
        <translation>zum neuesten Beitrag</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
</context>
<context>
    <name>ListSide</name>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n new knowledge card(s)</source>
        <translation>
            <numerusform>%n neue Wissenskarte</numerusform>
            <numerusform>%n neue Wissenskarten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing good enough was found</source>
        <translation>Nichts Passendes gefunden</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Note</name>
    <message>
        <source>Note ready, without evidence: {0}</source>
        <translation>Notiz bereit, ohne Beleg: {0}</translation>
    </message>
    <message>
        <source>Note ready</source>
        <translation>Notiz bereit</translation>
    </message>
    <message>
        <source>Accept anyway</source>
        <translation>Trotzdem übernehmen</translation>
    </message>
    <message>
        <source>Note saved</source>
        <translation>Notiz gespeichert</translation>
    </message>
</context>
<context>
    <name>NotePane</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Claims of the note</source>
        <translation>Angaben der Notiz</translation>
    </message>
    <message>
        <source>Each claim names the turns it rests on. Ctrl+Enter accepts, F2 edits, Ctrl+Del rejects, Ctrl+Z takes back; with Shift for the whole section. Enter goes to the evidence.</source>
        <translation>Jede Angabe nennt die Beiträge, auf denen sie beruht. Strg+Eingabe übernimmt, F2 bearbeitet, Strg+Entf lehnt ab, Strg+Z nimmt zurück; mit Umschalt für den ganzen Abschnitt. Die Eingabetaste geht zum Beleg.</translation>
    </message>
    <message>
        <source>The note writes itself as soon as something was said.</source>
        <translation>Die Notiz schreibt sich selbst, sobald etwas gesagt wurde.</translation>
    </message>
    <message>
        <source>Section of your claim</source>
        <translation>Abschnitt Ihrer Angabe</translation>
    </message>
    <message>
        <source>Your claim</source>
        <translation>Ihre Angabe</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>In Ihren eigenen Worten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>being refined …</source>
        <translation>wird verfeinert …</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>to decide: {0}</source>
        <translation>zu entscheiden: {0}</translation>
    </message>
    <message>
        <source>Sensitive: {0}. This belongs to a person; no wording is suggested.</source>
        <translation>Sensibel: {0}. Das gehört zu einem Menschen; Formulierungen werden nicht vorgeschlagen.</translation>
    </message>
</context>
<context>
    <name>OfferPage</name>
    <message>
        <source>What the pack changes</source>
        <translation>Was das Paket ändert</translation>
    </message>
    <message>
        <source>The articles that are new, changed or removed; beside them what differs.</source>
        <translation>Die neuen, geänderten und entfallenden Artikel; daneben, was sich unterscheidet.</translation>
    </message>
    <message>
        <source>What differs in the article</source>
        <translation>Was sich im Artikel unterscheidet</translation>
    </message>
    <message>
        <source>Trust this key …</source>
        <translation>Diesem Schlüssel vertrauen …</translation>
    </message>
    <message>
        <source>Do not install</source>
        <translation>Nicht installieren</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Installing …</source>
        <translation>Wird installiert …</translation>
    </message>
    <message>
        <source>Checking {0} …</source>
        <translation>{0} wird geprüft …</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} wird nicht installiert</translation>
    </message>
    <message>
        <source>Nothing was changed. Trust the key only if the editors have told you the same one:
{0}</source>
        <translation>Nichts wurde geändert. Vertrauen Sie dem Schlüssel nur, wenn die Redaktion Ihnen denselben genannt hat:
{0}</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>In order, signed by {0}.</source>
        <translation>In Ordnung, signiert von {0}.</translation>
    </message>
    <message>
        <source>It is not installed yet.</source>
        <translation>Es ist noch nicht installiert.</translation>
    </message>
    <message>
        <source>Version {0} is installed; its articles are the same.</source>
        <translation>Installiert ist Version {0}; ihre Artikel sind dieselben.</translation>
    </message>
    <message>
        <source>Version {0} is installed.</source>
        <translation>Installiert ist Version {0}.</translation>
    </message>
    <message>
        <source>New: {0}, changed: {1}, removed: {2}.</source>
        <translation>Neu: {0}, geändert: {1}, entfallen: {2}.</translation>
    </message>
    <message>
        <source>Install all the same</source>
        <translation>Trotzdem installieren</translation>
    </message>
</context>
<context>
    <name>Packs</name>
    <message>
        <source>Installed packs</source>
        <translation>Installierte Pakete</translation>
    </message>
    <message>
        <source>Trusted keys</source>
        <translation>Vertraute Schlüssel</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>signed by {0}</source>
        <translation>signiert von {0}</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>signed with a key that is not trusted any more</source>
        <translation>signiert mit einem Schlüssel, dem nicht mehr vertraut wird</translation>
    </message>
    <message>
        <source>set for this computer by its administrator</source>
        <translation>für diesen Rechner von der Verwaltung festgelegt</translation>
    </message>
    <message>
        <source>set here</source>
        <translation>hier festgelegt</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>is removed</source>
        <translation>entfällt</translation>
    </message>
    <message>
        <source>{0} {1} was there already</source>
        <translation>{0} {1} war schon da</translation>
    </message>
    <message>
        <source>{0} {1} installed</source>
        <translation>{0} {1} installiert</translation>
    </message>
</context>
<context>
    <name>PacksPane</name>
    <message>
        <source>What is known about it</source>
        <translation>Was darüber bekannt ist</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Packs, keys and folders</source>
        <translation>Pakete, Schlüssel und Ordner</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgeführt ist</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>Enter shows a line, Del takes it away after a question.</source>
        <translation>Eingabe zeigt eine Zeile, Entf nimmt sie nach einer Rückfrage weg.</translation>
    </message>
    <message>
        <source>Install a knowledge pack</source>
        <translation>Ein Wissenspaket installieren</translation>
    </message>
    <message>
        <source>Watch a folder for new packs</source>
        <translation>Einen Ordner auf neue Pakete überwachen</translation>
    </message>
    <message>
        <source>Export the pack</source>
        <translation>Das Paket exportieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Packs of {0} can then no longer be installed; those that are installed stay.</source>
        <translation>Pakete von {0} lassen sich dann nicht mehr installieren; die installierten bleiben.</translation>
    </message>
    <message>
        <source>Trust no more</source>
        <translation>Nicht mehr vertrauen</translation>
    </message>
    <message>
        <source>New packs in {0} are then no longer installed; what is installed stays.</source>
        <translation>Neue Pakete in {0} werden dann nicht mehr installiert; was installiert ist, bleibt.</translation>
    </message>
    <message>
        <source>Watch no more</source>
        <translation>Nicht mehr überwachen</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) of {0} are removed; articles of your own that they replaced come back.</source>
        <translation>
            <numerusform>%n Artikel von {0} wird entfernt; eigene Artikel, die ersetzt wurden, kommen zurück.</numerusform>
            <numerusform>%n Artikel von {0} werden entfernt; eigene Artikel, die ersetzt wurden, kommen zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Install a pack …</source>
        <translation>Paket installieren …</translation>
    </message>
    <message>
        <source>Trust a key …</source>
        <translation>Schlüssel vertrauen …</translation>
    </message>
    <message>
        <source>Watch a folder …</source>
        <translation>Ordner überwachen …</translation>
    </message>
    <message>
        <source>Drop a pack here, or choose one on the left.
It is checked, and you see what it changes before it is installed.
Packs are built and signed on the command line: lotse pack --help</source>
        <translation>Legen Sie ein Paket hier ab, oder wählen Sie links eines aus.
Es wird geprüft, und Sie sehen, was es ändert, bevor es installiert wird.
Gebaut und signiert werden Pakete auf der Kommandozeile: lotse pack --help</translation>
    </message>
    <message>
        <source>Only packs signed with a trusted key are installed. The editors tell you their key.</source>
        <translation>Nur Pakete, die mit einem vertrauten Schlüssel signiert sind, werden installiert. Ihren Schlüssel nennt Ihnen die Redaktion.</translation>
    </message>
    <message>
        <source>New packs in a watched folder are checked and installed by themselves.</source>
        <translation>Neue Pakete in einem überwachten Ordner werden geprüft und von selbst installiert.</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Nothing here fits these words.</source>
        <translation>Zu diesen Wörtern passt hier nichts.</translation>
    </message>
    <message>
        <source>No pack is installed.</source>
        <translation>Es ist kein Paket installiert.</translation>
    </message>
    <message>
        <source>No key is trusted yet.</source>
        <translation>Noch wird keinem Schlüssel vertraut.</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>Es wird kein Ordner überwacht.</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Back to {0}</source>
        <translation>Zurück zu {0}</translation>
    </message>
    <message>
        <source>Take back …</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>Trust no more …</source>
        <translation>Nicht mehr vertrauen …</translation>
    </message>
    <message>
        <source>Watch no more …</source>
        <translation>Nicht mehr überwachen …</translation>
    </message>
    <message>
        <source>version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>the pack goes</source>
        <translation>das Paket entfällt</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signiert von</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Installed on</source>
        <translation>Installiert am</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Taking it back brings</source>
        <translation>Zurücknehmen bringt</translation>
    </message>
    <message>
        <source>Fingerprint: the key itself</source>
        <translation>Fingerabdruck: der Schlüssel selbst</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>Installed packs of this signer</source>
        <translation>Installierte Pakete dieser Signatur</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Last look</source>
        <translation>Zuletzt nachgesehen</translation>
    </message>
    <message>
        <source>What came of it since the start</source>
        <translation>Was seit dem Start daraus wurde</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
    </message>
    <message>
        <source>Command or conversation</source>
        <translation>Befehl oder Gespräch</translation>
    </message>
    <message>
        <source>Find a command or a conversation</source>
        <translation>Befehl oder Gespräch finden</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>Which of them is the agent?</source>
        <translation>Wer davon ist die Servicekraft?</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>Nicht öffnen</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Write down the recovery key</source>
        <translation>Wiederherstellungsschlüssel notieren</translation>
    </message>
    <message>
        <source>If the passphrase is lost or the keystore of this computer fails, only this key opens your conversations. It is shown this once and stored nowhere. Keep it apart from this computer.</source>
        <translation>Geht die Passphrase verloren oder fällt der Schlüsselbund dieses Rechners aus, öffnet nur dieser Schlüssel Ihre Gespräche. Er wird nur dieses eine Mal gezeigt und nirgends gespeichert. Bewahren Sie ihn getrennt von diesem Rechner auf.</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>Wiederherstellungsschlüssel</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Ich habe ihn notiert</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>stopping …</source>
        <translation>wird angehalten …</translation>
    </message>
    <message>
        <source>looking for documents …</source>
        <translation>sucht Dokumente …</translation>
    </message>
    <message>
        <source>{0} of {1} documents</source>
        <translation>{0} von {1} Dokumenten</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} KB/s</source>
        <translation>{0} KB/s</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>noch etwa %n Sekunde</numerusform>
            <numerusform>noch etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message numerus="yes">
        <source>from %n document(s)</source>
        <translation>
            <numerusform>aus %n Dokument</numerusform>
            <numerusform>aus %n Dokumenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>is not there any more; %n article(s) removed</source>
        <translation>
            <numerusform>ist nicht mehr da; %n Artikel entfernt</numerusform>
            <numerusform>ist nicht mehr da; %n Artikel entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>All documents</source>
        <translation>Alle Dokumente</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>Übergangen</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>a link; it is not followed</source>
        <translation>eine Verknüpfung; ihr wird nicht gefolgt</translation>
    </message>
    <message>
        <source>no document that Lotse reads</source>
        <translation>kein Dokument, das Lotse liest</translation>
    </message>
    <message>
        <source>no ordinary file</source>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>read on {0}</source>
        <translation>gelesen am {0}</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>SourcesPane</name>
    <message>
        <source>What is known about the source</source>
        <translation>Was über die Quelle bekannt ist</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Forget …</source>
        <translation>Vergessen …</translation>
    </message>
    <message>
        <source>Removes the articles that came from here. The files are not touched.</source>
        <translation>Entfernt die Artikel, die von hier stammen. Die Dateien bleiben unberührt.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Reads only what has changed there, and removes what is gone.</source>
        <translation>Liest nur, was sich dort geändert hat, und entfernt, was nicht mehr da ist.</translation>
    </message>
    <message>
        <source>What is to be imported</source>
        <translation>Was importiert werden soll</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>Nicht importieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Drop files, folders or archives here, or add them on the left.
PDF, DOCX, XLSX, HTML, Markdown, text, CSV, JSONL and ZIP are read.</source>
        <translation>Legen Sie Dateien, Ordner oder Archive hier ab, oder fügen Sie sie links hinzu.
Gelesen werden PDF, DOCX, XLSX, HTML, Markdown, Text, CSV, JSONL und ZIP.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Filter by name or folder</source>
        <translation>Nach Name oder Ordner filtern</translation>
    </message>
    <message>
        <source>What was imported, and from where. Enter shows it, Del forgets it, F5 reads it again.</source>
        <translation>Was importiert wurde und woher. Eingabe zeigt es, Entf vergisst es, F5 liest es neu ein.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Einen Ordner importieren</translation>
    </message>
    <message>
        <source>Files …</source>
        <translation>Dateien …</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Import knowledge</source>
        <translation>Wissen importieren</translation>
    </message>
    <message>
        <source>Import a folder of knowledge</source>
        <translation>Einen Ordner mit Wissen importieren</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s) from {0} will be removed; the files stay where they are.</source>
        <translation>
            <numerusform>%n Artikel aus {0} wird entfernt; die Dateien bleiben, wo sie sind.</numerusform>
            <numerusform>%n Artikel aus {0} werden entfernt; die Dateien bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message numerus="yes">
        <source>%n of these articles were changed here; what was changed would be lost.</source>
        <translation>
            <numerusform>%n dieser Artikel wurde hier geändert; das Geänderte ginge verloren.</numerusform>
            <numerusform>%n dieser Artikel wurden hier geändert; das Geänderte ginge verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget all the same</source>
        <translation>Trotzdem vergessen</translation>
    </message>
    <message>
        <source>Import {0} as knowledge?</source>
        <translation>{0} als Wissen importieren?</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Every agent finds what stands there, until it is removed again.</source>
        <translation>Wer hier arbeitet, findet bei der Suche, was darin steht, bis es wieder entfernt wird.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>Zuletzt gelesen</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Nothing here fits these words.</source>
        <translation>Zu diesen Wörtern passt hier nichts.</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>Noch wurde nichts importiert.</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>The state of the language model on this computer. It refines the note.</source>
        <translation>Der Zustand des Sprachmodells auf diesem Rechner. Es verfeinert die Notiz.</translation>
    </message>
    <message>
        <source>without network</source>
        <translation>ohne Netz</translation>
    </message>
    <message>
        <source>Lotse opens no connection. Press to see what was checked.</source>
        <translation>Lotse öffnet keine Verbindung. Drücken Sie, um zu sehen, was geprüft wurde.</translation>
    </message>
    <message>
        <source>Knowledge is being imported. Press to see how far it is, or to stop it.</source>
        <translation>Wissen wird importiert. Ein Klick zeigt, wie weit es ist, und hält es an.</translation>
    </message>
    <message>
        <source>Import: {0}</source>
        <translation>Import: {0}</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Model is starting</source>
        <translation>Modell startet</translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation>Modell bereit</translation>
    </message>
    <message>
        <source>Model is working</source>
        <translation>Modell arbeitet</translation>
    </message>
    <message>
        <source>Without model: notes by rules</source>
        <translation>Ohne Modell: Notiz nach Regeln</translation>
    </message>
    <message>
        <source>Model rests</source>
        <translation>Modell ruht</translation>
    </message>
</context>
<context>
    <name>TrustPage</name>
    <message>
        <source>Trust a key</source>
        <translation>Einem Schlüssel vertrauen</translation>
    </message>
    <message>
        <source>Packs that are signed with this key are installed from now on, also by themselves from the watched folders. Compare the key with what the editors have told you in another way.</source>
        <translation>Pakete, die mit diesem Schlüssel signiert sind, werden von jetzt an installiert, aus überwachten Ordnern auch von selbst. Vergleichen Sie den Schlüssel mit dem, den die Redaktion Ihnen auf anderem Weg genannt hat.</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>64 digits and letters, as `lotse pack key new` shows them</source>
        <translation>64 Ziffern und Buchstaben, wie `lotse pack key new` sie zeigt</translation>
    </message>
    <message>
        <source>Name of the signer</source>
        <translation>Name der Redaktion</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Fingerprint: {0}</source>
        <translation>Fingerabdruck: {0}</translation>
    </message>
    <message>
        <source>That is no public key yet: it has 64 digits.</source>
        <translation>Das ist noch kein öffentlicher Schlüssel: Er hat 64 Stellen.</translation>
    </message>
</context>
<context>
    <name>Turns</name>
    <message>
        <source>Translated: {0}</source>
        <translation>Übersetzt: {0}</translation>
    </message>
    <message>
        <source>Original: {0}</source>
        <translation>Original: {0}</translation>
    </message>
    <message>
        <source>in the note: {0}</source>
        <translation>übernommen: {0}</translation>
    </message>
    <message>
        <source>New since your last look: {0}</source>
        <translation>Neu seit Ihrem letzten Blick: {0}</translation>
    </message>
    <message>
        <source>Earlier turns: {0}</source>
        <translation>Frühere Beiträge: {0}</translation>
    </message>
    <message>
        <source>Translated</source>
        <translation>Übersetzt</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>please check: a number or a passage may be missing</source>
        <translation>bitte prüfen: eine Zahl oder eine Stelle könnte fehlen</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>Back to the conversation</source>
        <translation>Zurück zum Gespräch</translation>
    </message>
    <message>
        <source>Maintain the knowledge</source>
        <translation>Wissen pflegen</translation>
    </message>
    <message>
        <source>Articles, sources or packs</source>
        <translation>Artikel, Quellen oder Pakete</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>Pakete</translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>What the article was before, newest first. Enter puts a version into the fields.</source>
        <translation>Was der Artikel vorher war, das Neueste zuerst. Die Eingabetaste übernimmt eine Fassung in die Felder.</translation>
    </message>
    <message>
        <source>What this version changed</source>
        <translation>Was diese Fassung geändert hat</translation>
    </message>
    <message>
        <source>Back to the article</source>
        <translation>Zurück zum Artikel</translation>
    </message>
    <message>
        <source>Take this version</source>
        <translation>Diese Fassung übernehmen</translation>
    </message>
    <message>
        <source>Versions of “{0}”</source>
        <translation>Fassungen von „{0}“</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Open a file …</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Paste as conversation</source>
        <translation>Als Gespräch einfügen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Move to the case of …</source>
        <translation>Zum Vorgang von … legen</translation>
    </message>
    <message>
        <source>Copy reply</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Translate reply</source>
        <translation>Antwort übersetzen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Accept the whole section</source>
        <translation>Ganzen Abschnitt übernehmen</translation>
    </message>
    <message>
        <source>Reject the whole section</source>
        <translation>Ganzen Abschnitt ablehnen</translation>
    </message>
    <message>
        <source>Add a claim of your own</source>
        <translation>Eigene Angabe hinzufügen</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Notiz speichern</translation>
    </message>
    <message>
        <source>Copy note</source>
        <translation>Notiz kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected claim</source>
        <translation>Gewählte Angabe kopieren</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Search the knowledge</source>
        <translation>Wissen durchsuchen</translation>
    </message>
    <message>
        <source>Search only in …</source>
        <translation>Nur suchen in …</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Read another article …</source>
        <translation>Anderen Artikel lesen …</translation>
    </message>
    <message>
        <source>Insert into the reply, with the source</source>
        <translation>In die Antwort einfügen, mit Quelle</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Pin the card, or let it go</source>
        <translation>Karte anheften oder lösen</translation>
    </message>
    <message>
        <source>Copy the passage with its source</source>
        <translation>Stelle mit Quelle kopieren</translation>
    </message>
    <message>
        <source>The article helps</source>
        <translation>Der Artikel hilft</translation>
    </message>
    <message>
        <source>Helps</source>
        <translation>Hilft</translation>
    </message>
    <message>
        <source>The article is wrong</source>
        <translation>Der Artikel ist falsch</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>The article is outdated</source>
        <translation>Der Artikel ist veraltet</translation>
    </message>
    <message>
        <source>Outdated</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Maintain the knowledge</source>
        <translation>Wissen pflegen</translation>
    </message>
    <message>
        <source>Import knowledge</source>
        <translation>Wissen importieren</translation>
    </message>
    <message>
        <source>Knowledge packs</source>
        <translation>Wissenspakete</translation>
    </message>
    <message>
        <source>Draft an article from this conversation</source>
        <translation>Artikel aus diesem Gespräch entwerfen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Alles finden</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Explain what has the focus</source>
        <translation>Erklären, was den Fokus hat</translation>
    </message>
    <message>
        <source>Docked beside another program</source>
        <translation>Angedockt neben einem anderen Programm</translation>
    </message>
    <message>
        <source>Always on top</source>
        <translation>Immer im Vordergrund</translation>
    </message>
    <message>
        <source>Look: like the system</source>
        <translation>Aussehen: wie das System</translation>
    </message>
    <message>
        <source>Look: light</source>
        <translation>Aussehen: hell</translation>
    </message>
    <message>
        <source>Look: dark</source>
        <translation>Aussehen: dunkel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Request</source>
        <translation>Anliegen</translation>
    </message>
    <message>
        <source>Already tried</source>
        <translation>Bereits versucht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>Nächste Schritte</translation>
    </message>
    <message>
        <source>Open questions</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kundin/Kunde</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>we</source>
        <translation>wir</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>Kundin/Kunde</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Angabe</translation>
    </message>
    <message>
        <source>Bereavement</source>
        <translation>Todesfall</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Schulden</translation>
    </message>
    <message>
        <source>Legal matter</source>
        <translation>Rechtliches</translation>
    </message>
    <message>
        <source>Abuse</source>
        <translation>Missbrauch</translation>
    </message>
    <message>
        <source>Data protection</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Danger to life</source>
        <translation>Lebensgefahr</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>gelöst</translation>
    </message>
    <message>
        <source>not resolved</source>
        <translation>nicht gelöst</translation>
    </message>
    <message>
        <source>partly resolved</source>
        <translation>teilweise gelöst</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>Übersetzung</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>unbelegt</translation>
    </message>
    <message>
        <source>own</source>
        <translation>eigene Angabe</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a date format of Qt: day and month</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a date format of Qt: a whole date</comment>
        <translation>dd.MM.yyyy</translation>
    </message>
    <message>
        <source>evidence: turn {0}</source>
        <translation>Beleg: Beitrag {0}</translation>
    </message>
    <message>
        <source>evidence: turns {0}</source>
        <translation>Belege: Beiträge {0}</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>New turn from the customer</source>
        <translation>Neuer Beitrag der Kundin oder des Kunden</translation>
    </message>
</context>
</TS>
