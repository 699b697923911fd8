// Writes docs/configuration.md anew: `npm run docs`. A test compares the two.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import './typescript-hook.js';
import { packageRoot } from './package-root.js';

const { renderConfigurationDoc } = await import('../src/config/configuration-doc.ts');
writeFileSync(join(packageRoot, 'docs', 'configuration.md'), renderConfigurationDoc());
