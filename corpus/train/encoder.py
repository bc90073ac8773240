"""The re-ranker's network: letters of words as read go in, one vector a word comes out.

Letters → convolutions → one vector a word → layers that look along the line, near by convolution
and far by attention → a vector that lies near those of the lexicon's likeliest words.
"""

import torch
from torch import Tensor, nn

LETTER_SIZE, NARROW, WORD_SIZE, OUT_SIZE = 48, 96, 256, 128
LAYERS, NEAR, HEADS, WIDER = 5, 7, 4, 2
WINDOW = 128
"""Words that are seen together at most (`nlp.repair.reranker.WINDOW`)."""


class Layer(nn.Module):
    """Looks three words to either side, then at all words of the window, then within each word."""

    def __init__(self) -> None:
        super().__init__()
        size = WORD_SIZE
        self.near = nn.Conv1d(size, size, NEAR, padding=NEAR // 2, groups=size)
        self.norm = nn.LayerNorm(size)
        self.asked = nn.Linear(size, 3 * size)
        self.told = nn.Linear(size, size)
        # How much words count by their distance, for each head.
        self.apart = nn.Parameter(torch.zeros(HEADS, 2 * WINDOW - 1))
        self.norm_within = nn.LayerNorm(size)
        self.wide = nn.Linear(size, WIDER * size)
        self.back = nn.Linear(WIDER * size, size)

    def forward(self, words: Tensor) -> Tensor:
        """Return vectors of the same shape: windows × words × WORD_SIZE."""
        words = words + self.near(words.transpose(1, 2)).transpose(1, 2)
        words = words + self.told(self._far(self.norm(words)))
        within = torch.relu(self.wide(self.norm_within(words)))
        return words + self.back(within)

    def _far(self, words: Tensor) -> Tensor:
        windows, length, size = words.shape
        split = self.asked(words).reshape(windows, length, 3, HEADS, size // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        place = torch.arange(length, device=words.device)
        bias = self.apart[:, place[None, :] - place[:, None] + WINDOW - 1]
        found = nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=bias[None].to(query.dtype)
        )
        return found.transpose(1, 2).reshape(windows, length, size)


class Encoder(nn.Module):
    """Letters of words in, one vector a word out."""

    def __init__(self, signs: int) -> None:
        super().__init__()
        self.letter = nn.Embedding(signs, LETTER_SIZE, padding_idx=0)
        self.one = nn.Conv1d(LETTER_SIZE, NARROW, 3, padding=1)
        self.two = nn.Conv1d(NARROW, WORD_SIZE, 3, padding=1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WORD_SIZE)
        self.out = nn.Linear(WORD_SIZE, OUT_SIZE)

    def seen(self, letters: Tensor) -> Tensor:
        """Return words × WORD_SIZE of words × LONGEST numbers of signs: each word by itself."""
        signs = self.letter(letters).transpose(1, 2)
        return self.two(torch.relu(self.one(signs))).amax(dim=2)

    def forward(self, words: Tensor) -> Tensor:
        """Return windows × words × OUT_SIZE of windows × words × WORD_SIZE."""
        for layer in self.layers:
            words = layer(words)
        return self.out(self.norm(words))
