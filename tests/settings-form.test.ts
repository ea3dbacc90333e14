import { createFormControl } from 'react-hook-form';
import { expect, test } from 'vitest';
import { markStored } from '../components/settings/mark-stored.ts';

/** A form of settings after a save: what was typed during the save is neither lost nor taken for saved. */

const STORED = { url: '', recipients: 'a@b.test', success: true };

function formOf() {
  const form = createFormControl({ defaultValues: STORED });
  for (const name of ['url', 'recipients', 'success'] as const) form.register(name);
  // As `useForm` does once the form is shown, and its button observes.
  form.control._state.mount = true;
  form.subscribe({ formState: { isDirty: true }, callback: () => {} });
  return {
    form: form as unknown as Parameters<typeof markStored<typeof STORED, typeof STORED>>[0],
    type: (name: keyof typeof STORED, value: string | boolean) => form.setValue(name, value, { shouldDirty: true }),
    isDirty: (name: keyof typeof STORED) => form.getFieldState(name).isDirty,
    isAnyDirty: () => form.control._formState.isDirty,
  };
}

test('what was saved is no longer an unsaved change, as the server has it', () => {
  const { form, type, isAnyDirty } = formOf();
  type('url', ' https://shop.example');
  type('success', false);
  expect(isAnyDirty()).toBe(true);
  markStored(form, { url: 'https://shop.example/', success: false }, form.getValues());
  expect(form.getValues()).toEqual({ url: 'https://shop.example/', recipients: 'a@b.test', success: false });
  expect(isAnyDirty()).toBe(false);
});

test('what was typed during the save stays, in a field that was saved and in another one', () => {
  const { form, type, isDirty, isAnyDirty } = formOf();
  type('url', 'https://shop.example/');
  const submitted = form.getValues();
  type('url', 'https://shop.example/hook');
  type('recipients', 'c@d.test');
  markStored(form, { url: 'https://shop.example/' }, submitted);
  expect(form.getValues()).toEqual({ url: 'https://shop.example/hook', recipients: 'c@d.test', success: true });
  expect([isDirty('url'), isDirty('recipients'), isDirty('success'), isAnyDirty()]).toEqual([true, true, false, true]);
  // Back to what is stored, it is no change.
  type('url', 'https://shop.example/');
  type('recipients', 'a@b.test');
  expect(isAnyDirty()).toBe(false);
});
