import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/**
 * Opens the page of an identity provider, whose address `begin` returns. `onRefusal` gets the message if that fails.
 * Stays busy while the browser goes there.
 */
export function useProviderPage(
  begin: () => Promise<ActionResult<{ readonly url: string }>>,
  onRefusal: (message: string | undefined) => void,
) {
  const resultOf = useActionResult();
  const [isBusy, setBusy] = useState(false);
  const openProvider = async () => {
    setBusy(true);
    const result = await resultOf(begin);
    if (result.ok) return window.location.assign(result.value.url);
    onRefusal(result.message);
    setBusy(false);
  };
  return { isBusy, openProvider: () => void openProvider() };
}
