import type { BadFile } from '../bad-file.ts';
import { borders } from './block-borders.ts';
import { columns } from './columns.ts';
import { compressedFiles } from './compressed.ts';
import { encodings } from './encodings.ts';
import { lineEnds } from './lines.ts';
import { quotes } from './quotes.ts';
import { sizes } from './sizes.ts';
import { values } from './values.ts';

/** All hand-written bad files. */
export const corpus: readonly BadFile[] = [
  ...quotes,
  ...lineEnds,
  ...encodings,
  ...columns,
  ...compressedFiles,
  ...values,
  ...sizes,
  ...borders,
];
