import type { Messages } from '#lib/messages/en.ts';

/** A connector's texts stand in the messages under its type. */
export function connectorKey(type: string): keyof Messages['connectors'] {
  return type as keyof Messages['connectors'];
}
