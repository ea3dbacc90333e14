import Table from 'cli-table3';

const PLAIN = { head: [], border: [] };

/** A table for a person; without colours where something else reads it, or where nobody wants them. */
export function newTable(options: Table.TableConstructorOptions = {}): Table.Table {
  return new Table({ ...options, ...(hasColours() ? {} : { style: PLAIN }) });
}

/** As NO_COLOR, FORCE_COLOR and TERM say, in this order; see no-color.org. */
function hasColours(): boolean {
  const { NO_COLOR: without, FORCE_COLOR: forced } = process.env;
  if (without) return false;
  if (forced) return forced !== '0' && forced !== 'false';
  return process.stdout.isTTY && process.stdout.hasColors();
}
