import { describeOcrEngine } from '../ocr-engine.conformance.ts';
import { findNativeTesseract } from './native-tesseract.ts';
import { createTesseractNativeEngine } from './tesseract-native-engine.ts';

const found = await findNativeTesseract('tesseract');
if (found.kind === 'unusable') throw new Error(found.sentence);

describeOcrEngine('native Tesseract', (limits) => createTesseractNativeEngine({ ...limits, version: found.version }));
