import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { explainHash, type HashExplanation, type HashFunctions } from './explain-hash.ts';
import { inspectValue } from './inspect-value.ts';

const hashOf = (algorithm: string, text: string, encoding: BufferEncoding = 'utf8') =>
  createHash(algorithm).update(Buffer.from(text, encoding)).digest('hex');
const sha256 = (text: string) => hashOf('sha256', text);

const hashFunctions: HashFunctions = {
  sha256,
  sha256_utf16: (text) => hashOf('sha256', text, 'utf16le'),
  md5: (text) => hashOf('md5', text),
  sha1: (text) => hashOf('sha1', text),
  sha512: (text) => hashOf('sha512', text),
};

const fields = connectors.flatMap(({ fields }) => fields).filter(({ isHashed }) => isHashed);

function inspect(name: string, value: string) {
  const field = fields.find((each) => each.name === name);
  if (!field) throw new Error(`no field ${name}`);
  return inspectValue(field, value, 1_795_000_000, { hash: sha256, isIp: () => false });
}

function explain(name: string, value: string, given: string): HashExplanation {
  return explainHash(given, { value, values: inspect(name, value).values, hashFunctions });
}

describe('inspects a value as a job would prepare it', () => {
  test.each([
    ['em', '  Ada@Mail.EXAMPLE ', ['ada@mail.example']],
    ['ph', '+1 (202) 555-0123', ['12025550123']],
    ['ct', 'São Paulo', ['sãopaulo']],
    ['db', '1990/04/12', ['19900412']],
    ['em', '["A@b.test","c@d.test"]', ['a@b.test', 'c@d.test']],
    ['em', '', []],
    ['em', 'no address', []],
  ])('%s %s', (name, value, texts) => {
    const { values } = inspect(name, value);
    expect(values).toEqual(texts.map((text) => ({ text, hash: sha256(text) })));
  });

  test('passes a hash through, without a text', () => {
    const hash = sha256('ada@mail.example');
    expect(inspect('em', hash.toUpperCase()).values).toEqual([{ text: null, hash }]);
  });

  test.each([
    ['em', 'no address', 'em_malformed'],
    ['em', hashOf('md5', 'x'), 'em_other_hash'],
    ['ph', 'n/a', 'nothing_left'],
    ['ph', '555 0123', 'ph_without_country_code'],
  ])('%s %s has the issue %s', (name, value, code) => {
    expect(inspect(name, value).issues.map((issue) => issue.code)).toEqual([code]);
  });
});

describe('explains a hash', () => {
  const mail = ' Ada.Love+x@Mail.example\n';
  const phone = '+81 90-1234-5678';
  test.each([
    ['em', mail, sha256(mail), 'blanks_around'],
    ['em', mail, sha256('Ada.Love+x@Mail.example'), 'as_written'],
    ['em', mail, sha256('ADA.LOVE+X@MAIL.EXAMPLE'), 'upper_case'],
    ['em', mail, sha256('ada.love+x@mail.example\n'), 'line_end'],
    ['em', mail, sha256('ada.love+x@mail.example\r\n'), 'line_end'],
    ['em', mail, sha256('"ada.love+x@mail.example"'), 'quoted'],
    ['em', mail, sha256('adalove@mail.example'), 'mailbox'],
    ['em', mail, sha256('ada.love@mail.example'), 'mailbox'],
    ['em', mail, sha256(sha256('ada.love+x@mail.example')), 'hashed_twice'],
    ['em', mail, sha256(sha256('ada.love+x@mail.example').toUpperCase()), 'hashed_twice'],
    ['em', mail, sha256(''), 'empty'],
    ['em', '', sha256(''), 'empty'],
    ['em', mail, sha256('null'), 'placeholder'],
    ['em', sha256('a@b.test'), sha256(sha256('a@b.test')), 'hashed_twice'],
    ['ph', phone, sha256('+819012345678'), 'with_plus'],
    ['ph', phone, sha256('00819012345678'), 'with_zeros'],
    ['ph', phone, sha256('9012345678'), 'without_calling_code'],
    ['ph', phone, sha256('09012345678'), 'without_calling_code'],
    ['ph', '090-1234-5678', sha256('819012345678'), 'with_calling_code'],
    ['ph', '090-1234-5678', sha256('+819012345678'), 'with_calling_code'],
    ['ph', '090-1234-5678', sha256('09012345678'), 'digits'],
    ['ph', phone, sha256(phone), 'as_written'],
    ['ct', 'São Paulo', sha256('são paulo'), 'lower_case_only'],
    ['ct', 'São Paulo', sha256('saopaulo'), 'without_accents'],
    ['ct', 'São Paulo', sha256('sãopaulo'.normalize('NFD')), 'decomposed'],
    ['ln', 'de la cruz', sha256('delacruz'), 'without_blanks'],
    ['ln', "o'neil", sha256('oneil'), 'without_punctuation'],
    ['fn', 'ada', sha256('Ada'), 'capitalized'],
    ['ln', 'ＴＡＮＡＫＡ', sha256('tanaka'), 'compatible'],
    ['db', '1990-04-12', sha256('12/04/1990'), 'date'],
    ['db', '1990-04-12', sha256('1990-04-12'), 'as_written'],
    ['db', '19900412', sha256('1990-04-12'), 'date'],
    ['zp', '94107-1234', sha256('94107'), 'first_five'],
    ['em', 'no address', sha256('NO ADDRESS'), 'upper_case'],
  ])('of %s %s: in case %#, %s is %s', (name, value, given, variant) => {
    expect(explain(name, value, given)).toMatchObject({ kind: 'variant', variant, algorithm: 'sha256' });
  });

  test('names the surplus calling code and the placeholder word', () => {
    expect(explain('ph', '090-1234-5678', sha256('819012345678'))).toMatchObject({ detail: '+81' });
    expect(explain('em', 'a@b.test', sha256('undefined'))).toMatchObject({ detail: 'undefined' });
  });

  test.each([
    ['md5', hashOf('md5', 'a@b.test')],
    ['sha1', hashOf('sha1', 'a@b.test')],
    ['sha512', hashOf('sha512', 'a@b.test')],
    ['sha256_utf16', hashOf('sha256', 'a@b.test', 'utf16le')],
  ])('recognizes %s', (algorithm, given) => {
    expect(explain('em', 'A@b.test', given)).toEqual({ kind: 'variant', variant: 'normalized', algorithm });
    expect(explain('em', 'A@b.test', given.toUpperCase())).toMatchObject({ algorithm });
  });

  const hash = sha256('a@b.test');
  test.each([
    ['hex', hash],
    ['hex', ` ${hash}\n`],
    ['hex', `"${hash}"`],
    ['upper_case_hex', hash.toUpperCase()],
    ['prefixed', `0x${hash}`],
    ['prefixed', `\\x${hash.toUpperCase()}`],
    ['base64', Buffer.from(hash, 'hex').toString('base64')],
    ['base64', Buffer.from(hash, 'hex').toString('base64url')],
  ])('recognizes the hash of the value written as %s: %s', (spelling, given) => {
    expect(explain('em', ' A@B.test', given)).toEqual({ kind: 'same', spelling });
  });

  test.each([
    ['', 0],
    ['a@b.test', 8],
    ['abcdef', 6],
    [hash.slice(1), 63],
    ['あ'.repeat(64), 64],
  ])('%s is not a hash', (given, characters) => {
    expect(explain('em', 'a@b.test', given)).toEqual({ kind: 'not_a_hash', characters });
  });

  test('reports the hash of another value as unknown', () => {
    expect(explain('em', 'a@b.test', sha256('c@d.test'))).toEqual({ kind: 'unknown', algorithm: 'sha256' });
    expect(explain('em', 'a@b.test', hashOf('md5', 'c@d.test'))).toEqual({ kind: 'unknown', algorithm: 'md5' });
  });

  test('never throws for any input', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.constantFrom(...fields), text, text, (field, value, given) => {
        expect(['same', 'variant', 'unknown', 'not_a_hash']).toContain(explain(field.name, value, given).kind);
      }),
      { numRuns: 100 },
    );
  });
});
