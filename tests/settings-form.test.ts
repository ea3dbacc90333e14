import { createFormControl } from 'react-hook-form';
import { expect, test } from 'vitest';
import { markStored } from '../components/settings/mark-stored.ts';

/** A settings form after a save: input during the save is neither lost nor treated as saved. */

const STORED = { url: '', recipients: 'a@b.test', success: true };

function createForm() {
  const form = createFormControl({ defaultValues: STORED });
  for (const name of ['url', 'recipients', 'success'] as const) form.register(name);
  // As `useForm` does once the form is shown, and as the form's button does, which observes the state.
  form.control._state.mount = true;
  form.subscribe({ formState: { isDirty: true }, callback: () => {} });
  return {
    form: form as unknown as Parameters<typeof markStored<typeof STORED, typeof STORED>>[0],
    type: (name: keyof typeof STORED, value: string | boolean) => form.setValue(name, value, { shouldDirty: true }),
    isDirty: (name: keyof typeof STORED) => form.getFieldState(name).isDirty,
    isAnyDirty: () => form.control._formState.isDirty,
  };
}

test('a saved field has the value of the server, and is no longer an unsaved change', () => {
  const { form, type, isAnyDirty } = createForm();
  type('url', ' https://shop.example');
  type('success', false);
  expect(isAnyDirty()).toBe(true);
  markStored(form, { url: 'https://shop.example/', success: false }, form.getValues());
  expect(form.getValues()).toEqual({ url: 'https://shop.example/', recipients: 'a@b.test', success: false });
  expect(isAnyDirty()).toBe(false);
});

test('input during the save stays, in a field that was saved and in another field', () => {
  const { form, type, isDirty, isAnyDirty } = createForm();
  type('url', 'https://shop.example/');
  const submitted = form.getValues();
  type('url', 'https://shop.example/hook');
  type('recipients', 'c@d.test');
  markStored(form, { url: 'https://shop.example/' }, submitted);
  expect(form.getValues()).toEqual({ url: 'https://shop.example/hook', recipients: 'c@d.test', success: true });
  expect([isDirty('url'), isDirty('recipients'), isDirty('success'), isAnyDirty()]).toEqual([true, true, false, true]);
  // A field that has its stored value again is not a change.
  type('url', 'https://shop.example/');
  type('recipients', 'a@b.test');
  expect(isAnyDirty()).toBe(false);
});
