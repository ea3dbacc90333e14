import encodeQR from 'qr';
import { useMemo } from 'react';

/** Width of the blank border that scanners need around the code, in modules. */
const QUIET_ZONE = 4;

/** A text as a QR code. Dark on white in both themes, since some cameras cannot read inverted codes. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = useMemo(() => encodeQR(text, 'raw', { border: QUIET_ZONE }), [text]);
  const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
      className="size-40 flex-none rounded-card border border-border bg-white"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
