/**
 * Whether a key press belongs to an input method, as for Japanese: its Enter and Escape end only the composition.
 * Safari reports this Enter only after the composition has ended, with key code 229.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}
