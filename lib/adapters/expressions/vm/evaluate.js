// Runs in the expression engine, whose memory is restored before each expression. The script's value is the function
// that the host calls.
(() => {
  const { parse, stringify } = JSON;
  const NewFunction = Function;
  let random = 1;

  // The engine's own generator would be restored with the memory, so that all expressions would see the same numbers.
  Math.random = () => {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return (random >>> 0) / 2 ** 32;
  };

  /**
   * As in digdag, null becomes an empty text, text stays unchanged, and any other value becomes JSON. Request and
   * result are JSON, which can hold any text.
   */
  return (request) => {
    const { body, params, seed } = parse(request);
    random = seed;
    const value = new NewFunction(body).call(params);
    if (value === null || value === undefined) return '""';
    return stringify(typeof value === 'string' ? value : String(stringify(value)));
  };
})();
