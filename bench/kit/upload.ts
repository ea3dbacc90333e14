import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** Uploads a file as the browser does, and has its length and sha256 checked. */
export async function upload(url: string, path: string, sha256: string): Promise<void> {
  const { size } = await stat(path);
  const own = { origin: url, 'tus-resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('upload.csv').toString('base64')}`;
  const begun = await fetch(`${url}/api/uploads`, {
    method: 'POST',
    headers: { ...own, 'upload-length': String(size), 'upload-metadata': metadata },
  });
  const place = new URL(begun.headers.get('location') ?? '', url);
  const type = 'application/offset+octet-stream';
  const headers = { ...own, 'content-type': type, 'content-length': size, 'upload-offset': '0' };
  const sending = request(place, { method: 'PATCH', headers });
  const answered = once(sending, 'response');
  await pipeline(createReadStream(path), sending);
  const [answer] = await answered;
  answer.resume();
  const completed = await fetch(`${place}/complete`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ sha256 }),
  });
  if (completed.status !== 201) throw new Error(`the upload was refused with ${completed.status}`);
}
