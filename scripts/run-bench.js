import { prepare } from './prepare.js';

// Benches measure what people run: the built product.
await prepare({ web: false });
await import('../dist/src/bench/main.js');
