import { describeOcrEngine } from '../ocr-engine.conformance.ts';
import { createTesseractJsEngine } from './tesseract-js-engine.ts';

describeOcrEngine('tesseract.js', createTesseractJsEngine);
