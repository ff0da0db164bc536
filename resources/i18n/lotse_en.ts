<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArticlePage</name>
    <message numerus="yes">
        <source>%n other article(s) …</source>
        <translation>
            <numerusform>%n other article …</numerusform>
            <numerusform>%n other articles …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n turn</numerusform>
            <numerusform>%n turns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n turn</numerusform>
            <numerusform>%n turns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnowledgePane</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n new knowledge card(s)</source>
        <translation>
            <numerusform>%n new knowledge card</numerusform>
            <numerusform>%n new knowledge cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Packs</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PacksPane</name>
    <message numerus="yes">
        <source>%n article(s) of {0} are removed; articles of your own that they replaced come back.</source>
        <translation>
            <numerusform>%n article of {0} is removed; articles of your own that were replaced come back.</numerusform>
            <numerusform>%n articles of {0} are removed; articles of your own that were replaced come back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n document(s)</source>
        <translation>
            <numerusform>from %n document</numerusform>
            <numerusform>from %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>is not there any more; %n article(s) removed</source>
        <translation>
            <numerusform>is not there any more; %n article removed</numerusform>
            <numerusform>is not there any more; %n articles removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourcesPane</name>
    <message numerus="yes">
        <source>%n article(s) from {0} will be removed; the files stay where they are.</source>
        <translation>
            <numerusform>%n article from {0} will be removed; the files stay where they are.</numerusform>
            <numerusform>%n articles from {0} will be removed; the files stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these articles were changed here; what was changed would be lost.</source>
        <translation>
            <numerusform>%n of these articles was changed here; what was changed would be lost.</numerusform>
            <numerusform>%n of these articles were changed here; what was changed would be lost.</numerusform>
        </translation>
    </message>
</context>
</TS>
