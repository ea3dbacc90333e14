import { type Issue, isLeftOut } from '#lib/core/issue.ts';
import type { JsonObject } from '#lib/core/record/field.ts';
import { BY_NAME } from '#lib/core/record/plan.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { translate } from '#lib/messages/translate.ts';
import { type ValidatedRecord, validateFile } from '#lib/operations/exports/validate-file.ts';
import type { ExpectedRecord } from './corpus-file.ts';
import type { Product } from './product.ts';

export interface Position {
  readonly record: number;
  readonly line: number;
}

/** The result of the product's validation of a file, in the shape of the corpus's expectations. */
export interface Validation {
  readonly read: number;
  /** The first records; all of them, unless the file is too large for memory. */
  readonly first: readonly ExpectedRecord[];
  /** The events of these records; null for an invalid one. */
  readonly events: readonly (JsonObject | null)[];
  readonly invalid: readonly Position[];
  /** Number of rows that are no records: they are neither valid nor invalid. */
  readonly leftOut: number;
  /** Number of records by error code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Sorted. */
  readonly validIds: readonly string[];
  readonly idsBeforeInvalid: readonly string[];
  readonly violations: readonly string[];
}

/** Results are kept for the first records, and for further ones up to this byte and this number of issues. */
const KEPT_RECORDS = 100;
const KEPT_BYTES = 4_000_000;
const KEPT_ISSUES = 300_000;

export async function validateUpload(
  { runtime, connector }: Product,
  upload: Upload,
  now: number,
): Promise<Validation> {
  const rows = () => runtime.rowsOf(upload).rows(upload.start);
  const { header } = upload;
  const options = { connector, header, matching: BY_NAME, rows, now, effects: runtime.effects };
  const builder = new ValidationBuilder();
  for await (const record of validateFile(options)) builder.add(record);
  return builder.build();
}

class ValidationBuilder {
  readonly #first: ExpectedRecord[] = [];
  readonly #events: (JsonObject | null)[] = [];
  readonly #invalid: Position[] = [];
  readonly #errors: Record<string, number> = {};
  readonly #validIds: string[] = [];
  readonly #violations = new Set<string>();
  #idsBeforeInvalid: string[] | undefined;
  #leftOut = 0;
  #kept = 0;
  #read = 0;
  #line = 1;

  add({ place, isValid, event: eventOf, errors, warnings }: ValidatedRecord): void {
    const event = isValid ? eventOf() : undefined;
    this.#read += 1;
    if (place.record !== this.#read) this.#violations.add('record numbers are not consecutive');
    if (place.line <= this.#line) this.#violations.add('line numbers do not increase');
    this.#line = place.line;
    const isEarly = place.end < KEPT_BYTES && this.#kept < KEPT_ISSUES;
    if (place.record <= KEPT_RECORDS || isEarly) {
      this.#kept += 1 + errors.length + warnings.length;
      this.#first.push(asExpected(place.line, errors, warnings));
      this.#events.push(event ?? null);
    }
    if (event) this.#validIds.push(idOf(event));
    else if (isLeftOut(errors)) this.#leftOut += 1;
    else this.#addInvalid(place, errors);
    if ([...errors, ...warnings].some(isWithoutText)) this.#violations.add('an issue has no text');
  }

  #addInvalid({ record, line }: ValidatedRecord['place'], errors: readonly Issue[]): void {
    this.#invalid.push({ record, line });
    this.#idsBeforeInvalid ??= [...this.#validIds];
    for (const code of new Set(errors.map((error) => error.code))) this.#errors[code] = (this.#errors[code] ?? 0) + 1;
  }

  build(): Validation {
    const idsBeforeInvalid = (this.#idsBeforeInvalid ?? [...this.#validIds]).sort();
    return {
      read: this.#read,
      first: this.#first,
      events: this.#events,
      invalid: this.#invalid,
      leftOut: this.#leftOut,
      errors: this.#errors,
      validIds: this.#validIds.sort(),
      idsBeforeInvalid,
      violations: [...this.#violations],
    };
  }
}

function asExpected(line: number, errors: readonly Issue[], warnings: readonly Issue[]): ExpectedRecord {
  return { line, errors: errors.map(withColumn), warnings: warnings.map(({ code }) => code) };
}

function withColumn({ code, column }: Issue): string {
  return column === null ? code : `${code} ${column}`;
}

function isWithoutText({ code, params }: Issue): boolean {
  const text = translate('issues', code, params);
  return text === code || /[{}]/.test(text);
}

function idOf(event: JsonObject): string {
  return String(event['event_id']);
}
