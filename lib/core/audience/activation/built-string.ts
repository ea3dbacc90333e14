import type { StringParameter, StringSource } from './activation.ts';
import { PLACEHOLDER } from './string-parameters.ts';

/**
 * The values of a built string in their order, as String Builder shows them. Text around placeholders becomes a String.
 */
export function partsOf({ string, parameters }: StringSource): readonly StringParameter[] {
  const parts: StringParameter[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') parts.push({ type: 'String', string: text });
    text = '';
  };
  let position = 0;
  for (const { 0: match, 1: numberOrDollar, index } of string.matchAll(PLACEHOLDER)) {
    text += string.slice(position, index);
    position = index + match.length;
    const parameter = parameters[Number(numberOrDollar) - 1];
    if (numberOrDollar === '$') text += '$';
    if (!parameter) continue;
    endText();
    parts.push(parameter);
  }
  text += string.slice(position);
  endText();
  return parts;
}

/** The built string that consists of these values. */
export function stringOf(parts: readonly StringParameter[]): StringSource {
  return { string: parts.map((_, index) => `$${index + 1}`).join(''), parameters: [...parts] };
}
