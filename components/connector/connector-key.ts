import type { Messages } from '#lib/messages/en.ts';

/** The key of a connector's texts in the messages: its type. */
export function connectorKey(type: string): keyof Messages['connectors'] {
  return type as keyof Messages['connectors'];
}
