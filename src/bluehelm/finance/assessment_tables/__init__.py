"""Tables of assessments that ship: what was apportioned, mandates and credits of 2023/24 to 2025/26."""
