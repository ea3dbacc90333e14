/**
 * Copies a text; false if the browser does not allow it, such as outside the handler of a click or key. Browsers offer
 * the Clipboard API only over HTTPS and on loopback: elsewhere, the text replaces what their own copy command would
 * copy.
 */
export async function copyText(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return copyByCommand(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

function copyByCommand(text: string): boolean {
  let isCopied = false;
  const replace = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = event.clipboardData !== null;
  };
  document.addEventListener('copy', replace, { capture: true });
  try {
    return document.execCommand('copy') && isCopied;
  } finally {
    document.removeEventListener('copy', replace, { capture: true });
  }
}
