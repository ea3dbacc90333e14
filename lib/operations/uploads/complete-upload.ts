import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import type { FormatOverrides } from '../../core/upload/file-format.ts';
import type { ChosenMapping, ProposalSources } from '../../core/upload/proposal-sources.ts';
import type { NewUpload, UnfinishedUpload, Upload } from '../../core/upload/upload.ts';
import { type DiscardOptions, handleUploadError } from './discard-upload.ts';
import type { LayoutFiles } from './reading/layout-files.ts';
import { readFormat } from './reading/read-format.ts';

/** What the client declares about a complete file. */
export interface DeclaredProperties extends FormatOverrides {
  readonly sha256?: string;
}

export interface CompleteOptions {
  readonly files: DiscardOptions['files'] &
    LayoutFiles & {
      /** Flushes all bytes to disk; returns their length and hash. */
      syncAndHash(folder: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
    };
  readonly unfinished: DiscardOptions['unfinished'] & {
    /** Protects the upload from the sweep. Throws UserError `unfinished_upload_gone`. */
    touch(folder: string): Promise<UnfinishedUpload>;
  };
  readonly uploads: {
    findByFolder(folder: string): Promise<Upload | undefined>;
    complete(upload: NewUpload): Promise<Upload>;
  };
  readonly connector: Connector;
  readonly clock: Clock;
  readonly proposals?: ProposalSources | undefined;
  /** The reading of the saved mapping that the client names. */
  readonly chosenMapping?: ChosenMapping | undefined;
  /** Rejects if another process may be completing the upload by now. Called before the spool is written. */
  readonly assertHeld?: () => Promise<void>;
}

/**
 * Completes a received file, so that it can be exported: checks its length and sha256, and creates its spool and
 * header. Idempotent. Throws a UserError and removes the file if it cannot be exported as declared. A file with missing
 * bytes is kept.
 */
export async function completeUpload(
  folder: string,
  declared: DeclaredProperties,
  options: CompleteOptions,
): Promise<Upload> {
  const existing = await options.uploads.findByFolder(folder);
  if (existing) return existing;
  try {
    return await checkAndComplete(await options.unfinished.touch(folder), declared, options);
  } catch (error) {
    const failure = await handleUploadError(folder, error, options);
    // Completed meanwhile by a request whose client got no response.
    const completed = await options.uploads.findByFolder(folder);
    if (completed) return completed;
    // If the upload was discarded meanwhile, missing files are expected: `touch` throws the UserError for this.
    if (!(failure instanceof UserError)) await options.unfinished.touch(folder);
    throw failure;
  }
}

async function checkAndComplete(
  { folder, name, bytes: declaredBytes }: UnfinishedUpload,
  { sha256, ...declared }: DeclaredProperties,
  { files, uploads, connector, clock, proposals, chosenMapping, assertHeld }: CompleteOptions,
): Promise<Upload> {
  const synced = await files.syncAndHash(folder);
  refuseMismatch(synced, declaredBytes, sha256);
  await assertHeld?.();
  const layout = await readFormat(folder, declared, { files, connector, proposals, chosenMapping });
  return uploads.complete({ folder, name, ...synced, ...layout, createdAt: clock.now() });
}

/** Length and hash are compared only if the client declared them. */
function refuseMismatch(
  synced: { readonly bytes: number; readonly sha256: string },
  declaredBytes = synced.bytes,
  sha256 = synced.sha256,
): void {
  if (declaredBytes !== synced.bytes) {
    throw new UserError('upload_incomplete', { expected: declaredBytes, received: synced.bytes });
  }
  if (synced.bytes === 0) throw new UserError('file_empty');
  if (sha256 !== synced.sha256) throw new UserError('upload_damaged');
}
