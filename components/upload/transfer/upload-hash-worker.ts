import { hashFile } from './upload-hash.ts';

/** The worker's messages: progress, result, or that the file cannot be read. */
export type HashReport = { readonly hashed: number } | { readonly sha256: string } | { readonly unreadable: true };

const report = (message: HashReport) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<File>) => {
  hashFile(data, (hashed) => report({ hashed })).then(
    (sha256) => report({ sha256 }),
    () => report({ unreadable: true }),
  );
});
