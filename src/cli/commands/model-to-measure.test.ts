import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultModelDir } from '../../../classifiers/load-classifier.ts';
import { loadModel } from '../../../classifiers/model/load-model.ts';
import { saveModel } from '../../../classifiers/model/save-model.ts';
import { openTemporaryFolder } from '../../testing/temporary-folder.ts';
import { withRegistry } from '../with-registry.ts';
import { modelToMeasure, originInWords } from './model-to-measure.ts';

describe('the model that is measured', () => {
  it('is the one that ships where nothing is installed, and nothing is installed by measuring', async () => {
    await using folder = await openTemporaryFolder();
    const dataDir = join(folder.path, 'none');
    const measured = await modelToMeasure({ dataDir });
    expect(measured).toMatchObject({ id: 'shipped', origin: 'shipped' });
    expect(originInWords(measured)).toContain('the model that ships');
    await expect(stat(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is the named one before all others', async () => {
    const measured = await modelToMeasure({ model: defaultModelDir });
    expect(measured).toMatchObject({ id: defaultModelDir, origin: 'named' });
    const { version } = JSON.parse(await readFile(join(defaultModelDir, 'model.json'), 'utf8')) as { version: string };
    expect(originInWords(measured)).toContain(version);
  });

  it('is the one in force once an administrator activated another', { timeout: 60_000 }, async () => {
    await using folder = await openTemporaryFolder();
    const dataDir = join(folder.path, 'data');
    const shipped = await loadModel(defaultModelDir);
    const other = join(folder.path, 'model');
    await saveModel({ ...shipped, card: { ...shipped.card, version: 'of-this-house' } }, other);
    const id = await withRegistry({ dataDir }, async ({ registry }) => {
      const entry = await registry.register(other, { actor: 'mailroom', source: 'training' });
      await registry.activate(entry.id, 'mailroom');
      return entry.id;
    });
    const measured = await modelToMeasure({ dataDir });
    expect(measured).toMatchObject({ id, origin: 'inForce', classifier: { version: 'of-this-house' } });
    expect(originInWords(measured)).toContain(`in force here (${id})`);
  });
});
