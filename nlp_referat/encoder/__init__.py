"""The statistical model for names: an encoder run by onnxruntime, on the pieces of text that can hold a name."""
