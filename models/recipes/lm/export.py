"""Writes the trained decoder as a GGUF file that llama.cpp loads as it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType, TokenType, quants
from tokenizers import Tokenizer

from models.recipes.lm import tokenizer as pieces
from models.recipes.lm.model import Decoder

DESCRIPTION = "Note increments of German and English service conversations; answers one fixed prompt, is no chat model."


def write(model: Decoder, tokenizer: Tokenizer, path: Path, *, quantised: bool) -> Path:
    """Write `model` to `path`, with 8-bit matrices if `quantised`; return the path."""
    shape = model.shape
    writer = GGUFWriter(path, "llama")
    writer.add_name("lotse-lm")
    writer.add_description(DESCRIPTION)
    writer.add_license("CC-BY-SA-4.0")
    writer.add_string("lotse.prompt_format", "lotse-window-1")  # how the program has to ask it; imports read this
    writer.add_languages(["de", "en"])
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(LlamaFileType.MOSTLY_Q8_0 if quantised else LlamaFileType.ALL_F32)
    _add_vocabulary(writer, tokenizer)
    for name, parameter in model.named_parameters():
        values = parameter.detach().float().cpu().numpy()
        if quantised and values.ndim == 2:
            packed = quants.quantize(np.ascontiguousarray(values), GGMLQuantizationType.Q8_0)
            writer.add_tensor(name, packed, raw_dtype=GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_vocabulary(writer: GGUFWriter, tokenizer: Tokenizer) -> None:
    state = json.loads(tokenizer.to_str())
    added = {entry["id"]: entry for entry in state["added_tokens"]}
    tokens, kinds = [], []
    by_id = {number: text for text, number in state["model"]["vocab"].items()}
    for number in range(tokenizer.get_vocab_size()):
        if number not in added:
            tokens.append(by_id[number])
            kinds.append(TokenType.NORMAL)
            continue
        tokens.append(added[number]["content"])
        kinds.append(TokenType.CONTROL if added[number]["special"] else TokenType.USER_DEFINED)
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in state["model"]["merges"]]
    end = tokenizer.token_to_id(pieces.END)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pieces.PRE_TOKENIZER)
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_eos_token_id(end)
    writer.add_bos_token_id(end)
    writer.add_pad_token_id(end)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
