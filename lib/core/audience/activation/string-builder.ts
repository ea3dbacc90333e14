import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { localAt, offsetText } from '../../schedule/local-time.ts';
import type { StringParameter, StringSource } from './activation.ts';
import { PLACEHOLDER } from './string-parameters.ts';

dayjs.extend(utc);

/** What a built string can refer to. */
export interface StringContext {
  readonly segment: { readonly id: number; readonly name: string };
  /** The id of the parent segment. */
  readonly audience: number;
  /** Unix seconds: the planned time of the run, or the present in a preview. The same for all rows. */
  readonly time: number;
  readonly timeZone: string;
}

/** The text of a built string. A dollar that is not part of a placeholder stays as it is. */
export function buildString({ string, parameters }: StringSource, context: StringContext): string {
  return string.replaceAll(PLACEHOLDER, (_, numberOrDollar: string) => {
    if (numberOrDollar === '$') return '$';
    const parameter = parameters[Number(numberOrDollar) - 1];
    return parameter ? textOf(parameter, context) : '';
  });
}

function textOf(parameter: StringParameter, { segment, audience, time, timeZone }: StringContext): string {
  if (parameter.type === 'String') return parameter.string;
  if (parameter.type === 'SegmentId') return String(segment.id);
  if (parameter.type === 'SegmentName') return segment.name;
  if (parameter.type === 'AudienceId') return String(audience);
  return timeText(time, parameter.format, timeZone);
}

function timeText(time: number, format: string, timeZone: string): string {
  if (format === 'unix') return String(time);
  const pattern = format === 'iso8601' ? 'YYYY-MM-DDTHH:mm:ssZ' : format;
  // dayjs's own time zones are an hour off when the clocks of this machine change, so dayjs gets the local time as UTC.
  const local = dayjs.utc(localAt(time * 1000, timeZone));
  return local.format(withOffset(pattern, time * 1000, timeZone));
}

/** Replaces `Z` and `ZZ` with the offset in brackets. Text in brackets stays as it is, here and in dayjs. */
function withOffset(pattern: string, instant: number, timeZone: string): string {
  return pattern.replaceAll(/\[[^\]]*\]|ZZ?/g, (token) =>
    token.startsWith('[') ? token : `[${offsetText(instant, timeZone, token === 'Z' ? ':' : '')}]`,
  );
}
