import { describe, expect, it } from 'vitest';
import { parseS3Address } from './s3-address.ts';

describe('OBJECT_STORE_URL', () => {
  it('gives host, port, bucket and decoded keys', () => {
    expect(parseS3Address('s3://key:se%2Fcret@store.example:9000/post?region=eu&prefix=/a/')).toEqual({
      host: 'store.example',
      port: 9000,
      isTls: true,
      accessKey: 'key',
      secretKey: 'se/cret',
      bucket: 'post',
      prefix: 'a/',
      region: 'eu',
    });
  });

  it.each([
    ['s3://k:s@127.0.0.1:7480/post', false],
    ['s3://k:s@objects:7480/post', false],
    ['s3://k:s@store.example/post', true],
    ['s3://k:s@store.example/post?tls=false', false],
    ['s3://k:s@localhost/post?tls=true', true],
  ])('%s is encrypted: %s', (address, isTls) => {
    expect(parseS3Address(address).isTls).toBe(isTls);
  });

  it.each([
    'nonsense',
    'http://k:s@h/b',
    's3://h/bucket',
    's3://k:s@h/',
    's3://k:s@h/Post_Box',
    's3://k:s@h/post?tls=perhaps',
  ])('refuses %s in words that do not repeat the secret', (address) => {
    expect(() => parseS3Address(address)).toThrow(/OBJECT_STORE_URL cannot be used: .*s3:\/\/KEY:SECRET@host/);
  });
});
