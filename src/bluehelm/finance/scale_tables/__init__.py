"""Tables of the scales of assessment, each with the symbols of the documents it rests on."""
