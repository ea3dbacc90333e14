import type { ConfigScalar } from './config-node.ts';

const INTEGER = /^([-+]?)(?:0b([01_]+)|0x([0-9a-fA-F_]+)|0([0-7_]+)|(0|[1-9][0-9_]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[1-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** A number of base 60, such as `1:30.5`. */
const SEXAGESIMAL = /^([-+]?)([0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const NULLS: readonly string[] = ['', '~', 'null', 'Null', 'NULL'];

/**
 * The value that digdag reads from a plain (unquoted) scalar. Numbers with a leading zero are octal, `_` groups digits,
 * and `yes`, `on`, dates, times of day and `0.5` are text.
 */
export function resolveScalar(text: string): ConfigScalar {
  if (NULLS.includes(text)) return null;
  if (/^(?:[Tt]rue|[Ff]alse)$/.test(text)) return text.toLowerCase() === 'true';
  const integer = INTEGER.exec(text);
  if (integer) return integerOf(integer) ?? text;
  if (FLOAT.test(text)) return Number(text.replaceAll('_', ''));
  const sexagesimal = SEXAGESIMAL.exec(text);
  if (sexagesimal) return sexagesimalOf(sexagesimal);
  return text;
}

/** Undefined for an integer that a number cannot represent exactly: its digits stay text. */
function integerOf([, sign, binary, hex, octal, decimal]: RegExpExecArray): number | undefined {
  const value = parsed(binary, 2) ?? parsed(hex, 16) ?? parsed(octal, 8) ?? parsed(decimal, 10) ?? 0;
  return Number.isSafeInteger(value) ? signed(sign, value) : undefined;
}

function parsed(digits: string | undefined, base: number): number | undefined {
  if (digits === undefined) return undefined;
  const ungrouped = digits.replaceAll('_', '');
  return ungrouped === '' ? 0 : Number.parseInt(ungrouped, base);
}

function sexagesimalOf([, sign, digits = '']: RegExpExecArray): number {
  const value = digits
    .replaceAll('_', '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return signed(sign, value);
}

function signed(sign: string | undefined, value: number): number {
  return sign === '-' && value !== 0 ? -value : value;
}
