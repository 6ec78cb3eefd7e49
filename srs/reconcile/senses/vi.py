"""Vietnamese words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

VIETNAMESE = Senses(
    negations="không|chưa|chẳng|chỉ|trừ|ngoại",
    rivals="nhiều/ít|tăng/giảm|cao/thấp|lớn/nhỏ|luôn/đôi|tất mọi/vài|đúng/sai|dương/âm|trái/phải|trước/sau|trên/dưới|phải/có thể|nhanh/chậm|dài/ngắn|nóng/lạnh|bắc/nam/đông/tây|trong/ngoài|mở/đóng|mạnh/yếu|tốt/xấu|đầu/cuối|và/hoặc|giống/khác",
    numbers="không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười",
    large="trăm|nghìn ngàn|triệu|tỷ tỉ",
    fillers="là|của|và|các|những|một|có|được|cho|với|ở|từ|đến|này|đó|mà|thì|bị|do|để|khi|như|ra|vào|đã|sẽ",
)
