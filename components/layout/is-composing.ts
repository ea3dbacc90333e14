/**
 * Whether a key belongs to the composition of a text, as of Japanese ones: its Enter and Escape end only the
 * composition. Safari reports that Enter after the composition has ended, with the key code 229.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}
