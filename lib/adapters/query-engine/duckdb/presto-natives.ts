import { createHash, createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';

/** A Presto function that DuckDB lacks and macros cannot express. NULL if any argument is NULL. */
interface Native {
  readonly name: string;
  readonly parameters: readonly DuckDBType[];
  readonly returns: DuckDBType;
  readonly compute: (args: readonly DuckDBValue[]) => DuckDBValue;
}

const HMACS = ['md5', 'sha1', 'sha256', 'sha512'] as const;

const NATIVES: readonly Native[] = [
  {
    name: 'sha512',
    parameters: [BLOB],
    returns: BLOB,
    compute: ([bytes]) => blob(createHash('sha512').update(bytesOf(bytes)).digest()),
  },
  ...HMACS.map((algorithm) => ({
    name: `hmac_${algorithm}`,
    parameters: [BLOB, BLOB],
    returns: BLOB,
    compute: ([bytes, key]: readonly DuckDBValue[]) =>
      blob(createHmac(algorithm, bytesOf(key)).update(bytesOf(bytes)).digest()),
  })),
  { name: 'crc32', parameters: [BLOB], returns: BIGINT, compute: ([bytes]) => BigInt(crc32(bytesOf(bytes))) },
  {
    name: 'to_base64url',
    parameters: [BLOB],
    returns: VARCHAR,
    compute: ([bytes]) => padded(bytesOf(bytes).toString('base64url')),
  },
  {
    name: 'from_base64url',
    parameters: [VARCHAR],
    returns: BLOB,
    compute: ([text]) => blob(fromBase64Url(String(text))),
  },
  {
    name: 'to_big_endian_64',
    parameters: [BIGINT],
    returns: BLOB,
    compute: ([number]) => blob(bigEndian(number as bigint)),
  },
  {
    name: 'from_big_endian_64',
    parameters: [BLOB],
    returns: BIGINT,
    compute: ([bytes]) => fromBigEndian(bytesOf(bytes)),
  },
  {
    name: 'from_base',
    parameters: [VARCHAR, BIGINT],
    returns: BIGINT,
    compute: ([text, radix]) => fromBase(String(text), Number(radix)),
  },
  {
    name: '_to_base',
    parameters: [BIGINT, BIGINT],
    returns: VARCHAR,
    compute: ([number, radix]) => (number as bigint).toString(radixOf(Number(radix))),
  },
  { name: 'soundex', parameters: [VARCHAR], returns: VARCHAR, compute: ([text]) => soundex(String(text)) },
  { name: 'luhn_check', parameters: [VARCHAR], returns: BOOLEAN, compute: ([text]) => isLuhn(String(text)) },
];

export function registerNatives(connection: DuckDBConnection): void {
  for (const native of NATIVES) connection.registerScalarFunction(scalarFunction(native));
}

function scalarFunction({ name, parameters, returns, compute }: Native): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name,
    returnType: returns,
    parameterTypes: parameters,
    mainFunction(info, input, output) {
      try {
        const columns = parameters.map((_, index) => input.getColumnVector(index));
        for (let row = 0; row < input.rowCount; row += 1) {
          const args = columns.map((column) => column.getItem(row));
          output.setItem(row, args.includes(null) ? null : compute(args));
        }
        output.flush();
      } catch {
        info.setError(`Invalid Input Error: ${name}`); // without the value
      }
    },
  });
}

function bytesOf(value: DuckDBValue | undefined): Buffer {
  return Buffer.from((value as DuckDBBlobValue).bytes);
}

function blob(bytes: Uint8Array): DuckDBBlobValue {
  return new DuckDBBlobValue(bytes);
}

/** Adds the padding that Presto writes. */
function padded(base64: string): string {
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}

/** Presto refuses malformed text; Node would skip parts of it and return the wrong bytes. */
function fromBase64Url(text: string): Buffer {
  const digits = text.replace(/={1,2}$/, '');
  const isPadded = digits.length < text.length;
  if (/[^\w-]/.test(digits) || digits.length % 4 === 1 || (isPadded && text.length % 4 !== 0))
    throw new RangeError('Not base64url.');
  return Buffer.from(digits, 'base64url');
}

function fromBigEndian(bytes: Buffer): bigint {
  if (bytes.length !== 8) throw new RangeError('A number has 8 bytes.');
  return bytes.readBigInt64BE();
}

function bigEndian(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function radixOf(radix: number): number {
  if (radix >= 2 && radix <= 36) return radix;
  throw new RangeError('The radix must be from 2 to 36.');
}

function fromBase(text: string, radix: number): bigint {
  const [, sign, digits = ''] = /^([+-]?)([0-9a-z]+)$/i.exec(text) ?? [];
  const values = Array.from(digits, (digit) => Number.parseInt(digit, radixOf(radix)));
  if (values.length === 0 || values.some(Number.isNaN)) throw new RangeError('Not a number in this radix.');
  const absolute = values.reduce((sum, digit) => sum * BigInt(radix) + BigInt(digit), 0n);
  const value = sign === '-' ? -absolute : absolute;
  if (BigInt.asIntN(64, value) !== value) throw new RangeError('Too large.');
  return value;
}

/** The letters of the codes 1 to 6. */
const SOUNDEX_GROUPS = ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'];
const SOUNDS: Readonly<Record<string, string>> = Object.fromEntries(
  SOUNDEX_GROUPS.flatMap((letters, index) => Array.from(letters, (letter) => [letter, String(index + 1)] as const)),
);

/** In Soundex, H and W do not separate letters with the same code, but vowels do. */
function soundex(text: string): string {
  const letters = Array.from(text.toUpperCase().replaceAll(/[^A-Z]/g, ''));
  const [first = ''] = letters;
  let last = SOUNDS[first];
  let code = first;
  for (const letter of letters.slice(1)) {
    const sound = SOUNDS[letter];
    if (sound && sound !== last) code += sound;
    if (letter !== 'H' && letter !== 'W') last = sound;
  }
  return first === '' ? '' : code.slice(0, 4).padEnd(4, '0');
}

function isLuhn(text: string): boolean {
  if (!/^\d+$/.test(text)) throw new RangeError('Only digits are allowed.');
  let sum = 0;
  for (const [index, digit] of Array.from(text, Number).toReversed().entries()) {
    const isDoubled = index % 2 === 1;
    sum += isDoubled ? sumOfDigits(2 * digit) : digit;
  }
  return sum % 10 === 0;
}

/** The sum of the digits of a number below 20. */
function sumOfDigits(number: number): number {
  return number > 9 ? number - 9 : number;
}
