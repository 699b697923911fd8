import { describe, it } from 'vitest';
import { describeOcrEngine } from '../ocr-engine.conformance.ts';
import { findNativeTesseract } from './native-tesseract.ts';
import { createTesseractNativeEngine } from './tesseract-native-engine.ts';

// Runs wherever the machine has the program; elsewhere the report names what is missing.
const found = await findNativeTesseract('tesseract');
if (found.kind === 'usable') {
  describeOcrEngine('native Tesseract', (limits) => createTesseractNativeEngine({ ...limits, version: found.version }));
} else {
  describe('OCR engine: native Tesseract', () => {
    it(`is absent on this machine: ${found.sentence}`, ({ skip }) => skip(found.sentence));
  });
}
