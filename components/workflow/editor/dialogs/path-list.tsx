/** Some files of a project by their paths. */
export function PathList({ paths }: { paths: readonly string[] }) {
  return (
    <ul className="mono grid max-h-40 gap-1 overflow-auto rounded-control bg-surface-sunken px-3 py-2">
      {paths.map((path) => (
        <li key={path} className="[overflow-wrap:anywhere]">
          {path}
        </li>
      ))}
    </ul>
  );
}
