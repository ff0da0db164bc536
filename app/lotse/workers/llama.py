"""llama.cpp as this program uses it: one model, one context, greedy answers bounded by a grammar.

Owns every call into `llama_cpp` (but what `pooled` does with `native`) and the memory behind them, and knows what the
context has read already, so that only the new end of a prompt is evaluated. Must not know what a prompt means. Not
thread-safe; lives on the main thread.
"""

from __future__ import annotations

import codecs
import ctypes
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from lotse.workers.handler import JobCancelled, JobFailed

# Imported by `llama_cpp` for a disk cache that is never made here. The real one pickles, and is not installed.
sys.modules.setdefault("diskcache", ModuleType("diskcache"))

import llama_cpp  # noqa: E402
from llama_cpp import llama_cpp as native  # noqa: E402

__all__ = ["VERSION", "Answered", "Context", "Model", "Sampler", "native", "start"]

VERSION: str = llama_cpp.__version__

# Prompts are read in slices so long that a cancel is heard about four times a second, whatever the model's size.
_SLICE_S = 0.25
_MIN_SLICE, _MAX_SLICE = 8, 512
_MAX_META_BYTES = 1 << 20
_MOST_TOKENS_A_BYTE = 8
# Pieces are said together when they come faster than anybody reads: each costs both processes a line.
_SAY_EVERY_S = 0.03


@native.llama_log_callback  # type: ignore[untyped-decorator]
def _discard(_level: int, _text: bytes, _user_data: object) -> None:
    """llama.cpp tells paths and sizes on stderr for every model; failures are known by their return codes."""


def start() -> None:
    """Initialise llama.cpp once per process."""
    native.llama_log_set(_discard, ctypes.c_void_p(0))
    native.llama_backend_init()


class Model:
    """A loaded GGUF file. Raises `JobFailed("model_damaged")` when llama.cpp refuses it."""

    def __init__(self, path: str, *, vocab_only: bool = False) -> None:
        params = native.llama_model_default_params()
        params.n_gpu_layers = 0
        params.vocab_only = vocab_only
        self.handle = native.llama_model_load_from_file(path.encode("utf-8"), params)
        if not self.handle:
            raise JobFailed("model_damaged", file=Path(path).name)
        self._vocab = native.llama_model_get_vocab(self.handle)

    def close(self) -> None:
        native.llama_model_free(self.handle)

    # --- what it says of itself ---

    @property
    def train_context(self) -> int:
        return int(native.llama_model_n_ctx_train(self.handle))

    @property
    def parameters(self) -> int:
        return int(native.llama_model_n_params(self.handle))

    @property
    def size_bytes(self) -> int:
        return int(native.llama_model_size(self.handle))

    @property
    def vocabulary_size(self) -> int:
        return int(native.llama_vocab_n_tokens(self._vocab))

    def row_width(self, *, rank: bool) -> int:
        """How many numbers a pooled answer has."""
        width = native.llama_model_n_cls_out if rank else native.llama_model_n_embd_out
        return int(width(self.handle))

    def meta(self, key: str) -> str:
        """A metadata value as text, empty when the file has none."""
        name = key.encode()
        length = native.llama_model_meta_val_str(self.handle, name, ctypes.create_string_buffer(1), 1)
        if not 0 <= length <= _MAX_META_BYTES:
            return ""
        buffer = ctypes.create_string_buffer(length + 1)
        native.llama_model_meta_val_str(self.handle, name, buffer, length + 1)
        return buffer.value.decode("utf-8", "replace")

    def cache_bytes_per_token(self) -> int:
        """Size of one position in the key/value cache (16-bit), estimated from the shape."""
        heads = max(1, int(native.llama_model_n_head(self.handle)))
        head_size = int(native.llama_model_n_embd(self.handle)) // heads
        layers = int(native.llama_model_n_layer(self.handle))
        return 2 * 2 * layers * head_size * int(native.llama_model_n_head_kv(self.handle))

    # --- tokens ---

    def tokens(self, text: str, *, begin: bool, special: bool) -> list[int]:
        """Tokens of `text`; `begin` adds what the model wants at a beginning, `special` reads control tokens in it."""
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        for _ in range(2):
            buffer = (native.llama_token * room)()
            count = native.llama_tokenize(self._vocab, raw, len(raw), buffer, room, begin, special)
            if count >= 0:
                return list(buffer[:count])
            room = min(-count, _MOST_TOKENS_A_BYTE * room)  # a ligature may be normalised to many letters
        raise JobFailed("prompt_too_long")

    def piece(self, token: int, *, special: bool = False) -> bytes:
        """The bytes of `token`; a control token has none unless `special`."""
        size = 64
        while True:
            buffer = ctypes.create_string_buffer(size)
            length = native.llama_token_to_piece(self._vocab, token, buffer, size, 0, special)
            if length >= 0:
                return buffer.raw[:length]
            size = -length

    def ends(self, token: int) -> bool:
        return bool(native.llama_vocab_is_eog(self._vocab, token))

    def begins_with(self) -> tuple[str, str]:
        """The texts of the begin and end tokens, for chat templates."""
        named = (native.llama_vocab_bos(self._vocab), native.llama_vocab_eos(self._vocab))
        begin, end = (self.piece(t, special=True).decode("utf-8", "replace") if t >= 0 else "" for t in named)
        return begin, end

    def ending(self) -> frozenset[int]:
        """The tokens that may stand at the end of a text; a cut text gets the one back that was cut off."""
        named = (native.llama_vocab_eos(self._vocab), native.llama_vocab_sep(self._vocab))
        return frozenset(token for token in named if token >= 0)

    def pair_marks(self) -> tuple[list[int], list[int], list[int]]:
        """What stands before, between and after two texts that are read together.

        As llama.cpp's server does it, and the end mark that BERT's own tokenizer sets and the server leaves out.
        """
        begin, separator = native.llama_vocab_bos(self._vocab), native.llama_vocab_sep(self._vocab)
        end = native.llama_vocab_eos(self._vocab)
        end = separator if end < 0 else end
        ended = bool(native.llama_vocab_get_add_eos(self._vocab))
        separated = bool(native.llama_vocab_get_add_sep(self._vocab))
        between = [end] * ended + [separator] * separated
        begins = [begin] if native.llama_vocab_get_add_bos(self._vocab) else []
        marks = (begins, between, [end] if ended or separated else [])
        known = [[token for token in part if token >= 0] for part in marks]
        return known[0], known[1], known[2]

    def sampler(self, grammar: str) -> Sampler:
        return Sampler(self._vocab, grammar)


class Sampler:
    """Always the likeliest token, among those the grammar allows."""

    def __init__(self, vocab: Any, grammar: str) -> None:
        self._greedy = native.llama_sampler_init_greedy()
        self._grammar: Any = None
        self._chain: Any = None
        if grammar:
            self._grammar = native.llama_sampler_init_grammar(vocab, grammar.encode("utf-8"), b"root")
            if not self._grammar:
                native.llama_sampler_free(self._greedy)
                raise JobFailed("bad_grammar")
            self._chain = native.llama_sampler_chain_init(native.llama_sampler_chain_default_params())
            native.llama_sampler_chain_add(self._chain, self._grammar)
            native.llama_sampler_chain_add(self._chain, native.llama_sampler_init_greedy())

    def next(self, context: Any) -> int:
        """Choose from the newest logits and take note of the choice."""
        likeliest = int(native.llama_sampler_sample(self._greedy, context, -1))
        if self._chain is None:
            return likeliest
        # The grammar sees the whole vocabulary only when it refuses the likeliest token: that is rare, and dear.
        if self._allows(likeliest):
            native.llama_sampler_accept(self._chain, likeliest)
            return likeliest
        return int(native.llama_sampler_sample(self._chain, context, -1))

    def _allows(self, token: int) -> bool:
        one = (native.llama_token_data * 1)(native.llama_token_data(token, 1.0, 0.0))
        array = native.llama_token_data_array(one, 1, -1, False)
        native.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return bool(one[0].logit > float("-inf"))

    def close(self) -> None:
        if self._chain is not None:
            native.llama_sampler_free(self._chain)  # frees what was added to it
        native.llama_sampler_free(self._greedy)


@dataclass(frozen=True, slots=True)
class Answered:
    """How an answer came about. `stopped`: `end` (the model's), `stop` (a given text), `length`."""

    stopped: str
    prompt_tokens: int
    reused_tokens: int
    generated_tokens: int
    prefill_ms: int
    generate_ms: int

    def fields(self) -> Mapping[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


class Context:
    """One sequence of tokens and its key/value cache; remembers what it has read."""

    def __init__(self, model: Model, *, size: int, threads: int) -> None:
        params = native.llama_context_default_params()
        params.n_ctx = size
        params.n_batch = params.n_ubatch = min(size, _MAX_SLICE)
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        self._model = model
        self._handle = native.llama_init_from_model(model.handle, params)
        if not self._handle:
            raise JobFailed("too_little_memory")
        self._memory = native.llama_get_memory(self._handle)
        self.size = int(native.llama_n_ctx(self._handle))
        self._read: list[int] = []
        self._slice = _MIN_SLICE

    def close(self) -> None:
        native.llama_free(self._handle)

    def answer(
        self,
        prompt: Sequence[int],
        *,
        sampler: Sampler,
        max_tokens: int,
        stops: Sequence[str],
        say: Callable[[str], None],
        cancelled: Callable[[], bool],
    ) -> Answered:
        """Read `prompt` and say what follows, piece by piece. `max_tokens=0` only reads.

        Raises `JobFailed("context_too_small")` before any work, `JobCancelled` between slices and tokens.
        """
        if not prompt or len(prompt) + max_tokens > self.size:
            raise JobFailed("context_too_small", tokens=len(prompt) + max_tokens, context=self.size)
        started = time.monotonic()
        reused = self._read_prompt(prompt, cancelled)
        answering = time.monotonic()
        writer = _Writer(stops, say)
        stopped, generated = "length", 0
        for token in self._generate(sampler, max_tokens, cancelled):
            if self._model.ends(token):
                stopped = "end"
                break
            generated += 1
            if writer.write(self._model.piece(token)):
                stopped = "stop"
                break
        writer.finish()
        return Answered(
            stopped,
            len(prompt),
            reused,
            generated,
            round((answering - started) * 1000),
            round((time.monotonic() - answering) * 1000),
        )

    def _read_prompt(self, prompt: Sequence[int], cancelled: Callable[[], bool]) -> int:
        """Evaluate what is new in `prompt`; return how many tokens were known from before."""
        known = 0
        for old, new in zip(self._read, prompt, strict=False):
            if old != new:
                break
            known += 1
        known = min(known, len(prompt) - 1)  # the last one always, for its logits
        if known < len(self._read):
            # Models with a recurrent state can not forget only the end.
            if not native.llama_memory_seq_rm(self._memory, 0, known, -1):
                native.llama_memory_clear(self._memory, True)
                known = 0
            del self._read[known:]
        position = known
        while position < len(prompt):
            if cancelled():
                raise JobCancelled
            began = time.monotonic()
            piece = prompt[position : position + self._slice]
            self._evaluate(piece)
            position += len(piece)
            took_s = time.monotonic() - began
            if len(piece) == self._slice:
                self._slice = self._slice * 2 if took_s < _SLICE_S / 2 else self._slice
                self._slice = self._slice // 2 if took_s > _SLICE_S * 2 else self._slice
                self._slice = max(_MIN_SLICE, min(_MAX_SLICE, self._slice))
        return known

    def _generate(self, sampler: Sampler, max_tokens: int, cancelled: Callable[[], bool]) -> Iterator[int]:
        for n in range(max_tokens):
            if cancelled():
                raise JobCancelled
            token = sampler.next(self._handle)
            yield token
            if n + 1 < max_tokens:
                self._evaluate((token,))

    def _evaluate(self, tokens: Sequence[int]) -> None:
        held = (native.llama_token * len(tokens))(*tokens)  # the batch only points at it
        code = native.llama_decode(self._handle, native.llama_batch_get_one(held, len(tokens)))
        if code != 0:
            native.llama_memory_clear(self._memory, True)
            self._read.clear()
            raise JobFailed("generation_failed", returned=int(code))
        self._read.extend(tokens)


class _Writer:
    """Turns the bytes of tokens into whole characters and keeps back what may be the beginning of a stop text.

    The first characters are said at once, later ones at most every `_SAY_EVERY_S`.
    """

    def __init__(self, stops: Sequence[str], say: Callable[[str], None]) -> None:
        self._stops = tuple(stop for stop in stops if stop)
        self._hold = max((len(stop) for stop in self._stops), default=1) - 1
        self._say = say
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self._said_at = float("-inf")

    def write(self, piece: bytes) -> bool:
        """Return whether a stop text was reached; it and what follows are not said."""
        self._held += self._decoder.decode(piece)
        for stop in self._stops:
            if (found := self._held.find(stop)) >= 0:
                self._held = self._held[:found]
                return True
        if time.monotonic() - self._said_at >= _SAY_EVERY_S:
            self._flush(len(self._held) - self._hold)
        return False

    def finish(self) -> None:
        self._held += self._decoder.decode(b"", True)
        self._flush(len(self._held))

    def _flush(self, length: int) -> None:
        if length > 0:
            self._say(self._held[:length])
            self._said_at = time.monotonic()
            self._held = self._held[length:]
