export interface UploadFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly mediaType?: string;
}

const boundary = 'mailroom-test-boundary';

/** A multipart/form-data request as a browser would write it. */
export function multipart(files: readonly UploadFile[]): {
  readonly headers: { readonly 'content-type': string };
  readonly payload: Buffer;
} {
  const parts = files.flatMap((file) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${file.name}"\r\n` +
        `Content-Type: ${file.mediaType ?? 'application/octet-stream'}\r\n\r\n`,
    ),
    Buffer.from(file.bytes),
    Buffer.from('\r\n'),
  ]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
