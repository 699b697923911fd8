import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demoCompany } from '../domain/company.ts';
import { defaultLimits } from '../domain/limits.ts';
import { openTemporaryFolder } from '../testing/temporary-folder.ts';
import { renderConfigurationDoc } from './configuration-doc.ts';
import { packageRoot } from './package-root.ts';
import { printableSettings, withoutSecrets } from './printable-settings.ts';
import { loadSettings, type SettingSources } from './settings.ts';

async function loadWithFile(yaml: string, sources: Partial<SettingSources> = {}) {
  await using folder = await openTemporaryFolder();
  const configFile = join(folder.path, 'mailroom.yaml');
  await writeFile(configFile, yaml);
  const settings = await loadSettings({ configFile, env: {}, ...sources });
  return { settings, folder: folder.path };
}

const refusal = (env: Record<string, string>, yaml?: string): Promise<string> =>
  (yaml === undefined ? loadSettings({ env }) : loadWithFile(yaml, { env })).then(
    () => 'accepted',
    (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
  );

describe('settings', () => {
  test('without any configuration are those of one process on embedded parts with the demo company', async () => {
    const settings = await loadSettings({ env: {} });
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      redisUrl: null,
      objectStoreUrl: null,
      mode: 'all',
      isDemo: true,
      company: demoCompany,
      limits: defaultLimits,
    });
    expect(settings.dataDir).toBe(join(process.cwd(), 'data'));
    expect(settings.stages).toHaveLength(6);
  });

  test('the command line is stronger than the environment, that than the file, that than the default', async () => {
    const { settings } = await loadWithFile('port: 1001\nhost: "::1"\nlimits:\n  pagesMax: 7\n', {
      env: { PORT: '1002', MAILROOM_PORT: '1003' },
      overrides: { host: '0.0.0.0' },
    });
    expect(settings).toMatchObject({ port: 1003, host: '0.0.0.0', limits: { ...defaultLimits, pagesMax: 7 } });
  });

  test('a relative data folder in the file starts at the file, elsewhere at the working folder', async () => {
    const { settings, folder } = await loadWithFile('dataDir: state');
    expect(settings.dataDir).toBe(join(folder, 'state'));
    expect((await loadSettings({ env: { MAILROOM_DATA_DIR: 'state' } })).dataDir).toBe(join(process.cwd(), 'state'));
    expect((await loadSettings({ dataDir: '/srv/post', env: { MAILROOM_DATA_DIR: 'state' } })).dataDir).toBe(
      '/srv/post',
    );
  });

  test('lists and numbers are read from the environment', async () => {
    const settings = await loadSettings({
      env: { MAILROOM_STAGES: 'recognition, indexing', MAILROOM_CONCURRENCY_RECOGNITION: '9' },
    });
    expect(settings.stages).toEqual(['recognition', 'indexing']);
    expect(settings.concurrency.recognition).toBe(9);
  });

  test('an empty environment variable and a key without a value count as not set', async () => {
    const { settings } = await loadWithFile('port:\nocr:\n', {
      env: { DATABASE_URL: '', MAILROOM_HOST: ' ', MAILROOM_PUBLIC_URL: '' },
    });
    expect(settings).toMatchObject({ port: 3000, databaseUrl: null, host: '127.0.0.1', publicUrl: null });
  });

  test('a company of one’s own keeps nothing of the demo company', async () => {
    const { settings } = await loadWithFile(
      'company:\n  names: [Amt]\n  street: Weg\n  houseNumber: "1"\n  postcode: "01067"\n  city: Dresden\n  state: SN\n  ibans: ["DE89 3704 0044 0532 0130 00"]\n',
    );
    expect(settings.company).toMatchObject({
      names: ['Amt'],
      emails: [],
      phones: [],
      ibans: ['DE89370400440532013000'],
      state: 'SN',
    });
    expect(settings.isDemo).toBe(false);
  });
});

describe('what cannot be used is refused in words', () => {
  test.each([
    [
      { MAILROOM_PORT: 'tcp://10.0.0.1:80' },
      'MAILROOM_PORT is "tcp://10.0.0.1:80"; expected a whole number from 0 to 65535',
    ],
    [{ MAILROOM_PORT: '70000' }, 'expected a whole number from 0 to 65535'],
    [{ MAILROOM_STAGES: 'recognition,reading' }, 'expected one or more of preparation'],
    [{ DATABASE_URL: 'mysql://host/db' }, 'DATABASE_URL cannot be used: it does not begin with postgres://'],
    [{ DATABASE_URL: 'postgres://host' }, 'the name of the database is missing'],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL cannot be used: it does not begin with redis://'],
    [{ OBJECT_STORE_URL: 's3://key:secret@host:9000' }, 'the bucket is missing'],
    [{ OBJECT_STORE_URL: 's3://host:9000/bucket' }, 'the key or the secret is missing'],
    [{ OBJECT_STORE_URL: 's3://key:sec ret/@host' }, 'percent-encode'],
    [{ MAILROOM_MODE: 'worker' }, 'Mode "worker" needs DATABASE_URL'],
    [
      { MAILROOM_COMPANY_NAMES: 'Amt' },
      'configured by half: company.street, company.houseNumber, company.postcode, company.city, company.state missing',
    ],
    [{ MAILROOM_PUBLIC_URL: 'javascript:alert(1)' }, 'MAILROOM_PUBLIC_URL is'],
  ])('%j', async (env, sentence) => {
    expect(await refusal(env)).toContain(`config.invalid: `);
    expect(await refusal(env)).toContain(sentence);
  });

  test.each([
    ['prot: 1', 'line 1: there is no setting prot'],
    ['port: 1\ndata_dir: x', 'line 2: there is no setting data_dir. Did you mean dataDir?'],
    ['limits:\n  pages: 1', 'line 2: there is no setting limits.pages. Known here: uploadBytesMax'],
    ['limits: 3', 'limits is a section'],
    ['port: 1\nport: 2', 'line 2'],
    ['- port', 'must hold "name: value" lines'],
    ['port: [', 'line 1'],
    ['__proto__: {port: 1}', 'there is no setting __proto__'],
    ['host: &a x\npublicUrl: *a', 'aliases'],
    ['company: { postcode: 01067 }', 'expected a text, in quotes'],
  ])('%j in the config file', async (yaml, sentence) => {
    const said = await refusal({}, yaml);
    expect(said).toContain('config.invalid: ');
    expect(said).toContain(sentence);
  });

  test('a config file that is not there', async () => {
    await expect(loadSettings({ configFile: '/nonexistent.yaml', env: {} })).rejects.toThrow('does not exist');
  });

  test('all that is wrong is said at once', async () => {
    const said = await refusal({ MAILROOM_PORT: 'x', REDIS_URL: 'x' });
    expect(said).toContain('MAILROOM_PORT');
    expect(said).toContain('REDIS_URL');
  });

  test('without repeating what may be a secret', async () => {
    const said = await refusal({
      OBJECT_STORE_URL: 'http://hunter2:hunter2@host',
      DATABASE_URL: 'hunter2',
      REDIS_URL: 'redis://:hunter2@',
    });
    expect(said).toContain('OBJECT_STORE_URL');
    expect(said).not.toContain('hunter2');
  });
});

test('printed settings hold no secret', async () => {
  const env = {
    DATABASE_URL: 'postgres://mail:hunter2@db/mail?sslpassword=hunter2',
    REDIS_URL: 'redis://:hunter2@redis',
    OBJECT_STORE_URL: 's3://hunter2:hunter2@store/bucket',
  };
  const printed = JSON.stringify(printableSettings(await loadSettings({ env })));
  expect(printed).not.toContain('hunter2');
  expect(printed).toContain('postgres://mail:***@db/mail?***');
  expect(withoutSecrets('no address with hunter2')).toBe('***');
});

test('docs/configuration.md is current (npm run docs writes it)', async () => {
  expect(await readFile(join(packageRoot, 'docs', 'configuration.md'), 'utf8')).toBe(renderConfigurationDoc());
});
