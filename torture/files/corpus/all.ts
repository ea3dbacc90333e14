import type { CorpusFile } from '../corpus-file.ts';
import { borders } from './block-borders.ts';
import { columns } from './columns.ts';
import { compressedFiles } from './compressed.ts';
import { encodings } from './encodings.ts';
import { lineEnds } from './lines.ts';
import { quotes } from './quotes.ts';
import { sizes } from './sizes.ts';
import { values } from './values.ts';

/** All hand-written files. */
export const corpus: readonly CorpusFile[] = [
  ...quotes,
  ...lineEnds,
  ...encodings,
  ...columns,
  ...compressedFiles,
  ...values,
  ...sizes,
  ...borders,
];
