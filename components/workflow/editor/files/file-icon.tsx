import { FileCode2, FileCog, FileText, Workflow } from 'lucide-react';

export function FileIcon({ path }: { path: string }) {
  const className = 'size-4 flex-none text-text-muted';
  if (path.endsWith('.dig')) return <Workflow aria-hidden className={className} />;
  if (path.endsWith('.sql')) return <FileCode2 aria-hidden className={className} />;
  if (/\.ya?ml$/.test(path)) return <FileCog aria-hidden className={className} />;
  return <FileText aria-hidden className={className} />;
}
