// Runs in the expression engine. Makes Date follow a time zone of moment-timezone: the engine's own Date follows the
// host's zone, and is wrong around clock changes. The script's value is the function that sets the zone.
(() => {
  const { moment } = globalThis;
  const Native = Date;
  const { parse, UTC } = Native;
  const { getTime, setTime, toUTCString } = Native.prototype;
  let zone;

  const offsetAt = (time) => Math.round(zone.utcOffset(time) * 60_000);
  /** A date whose UTC fields are the local fields of `date`. */
  const localOf = (date) => {
    const time = getTime.call(date);
    return new Native(time - offsetAt(time));
  };
  /**
   * The instant of a local time: if clocks show it twice, the first one; if clocks skip it, the instant later by the
   * gap. Both as in JavaScript.
   */
  const instantOf = (local) => local + Math.round(zone.parse(local) * 60_000);

  const define = (target, methods) => {
    for (const [name, value] of Object.entries(methods))
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };

  for (const field of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    const get = Native.prototype[`getUTC${field}`];
    const set = Native.prototype[`setUTC${field}`];
    define(Native.prototype, {
      [`get${field}`]() {
        return get.call(localOf(this));
      },
      ...(set && {
        [`set${field}`](...values) {
          return setTime.call(this, instantOf(set.apply(localOf(this), values)));
        },
      }),
    });
  }

  const twoDigits = (number) => String(number).padStart(2, '0');
  const dateText = (date) => {
    const [weekday, day, month, year] = toUTCString.call(localOf(date)).split(/,? /);
    return `${weekday} ${month} ${day} ${year}`;
  };
  const timeText = (date) => {
    const time = getTime.call(date);
    const offset = Math.trunc(-offsetAt(time) / 60_000);
    const sign = offset < 0 ? '-' : '+';
    const digits = twoDigits(Math.trunc(Math.abs(offset) / 60)) + twoDigits(Math.abs(offset) % 60);
    return `${toUTCString.call(localOf(date)).split(' ')[4]} GMT${sign}${digits} (${zone.abbr(time)})`;
  };
  const valid = (text) =>
    function () {
      return Number.isNaN(getTime.call(this)) ? 'Invalid Date' : text(this);
    };
  const americanDate = (date) => `${date.getMonth() + 1}/${date.getDate()}/${date.getFullYear()}`;
  const americanTime = (date) => {
    const hours = date.getHours();
    const time = `${hours % 12 || 12}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`;
    return `${time} ${hours < 12 ? 'AM' : 'PM'}`;
  };

  define(Native.prototype, {
    getYear() {
      return this.getFullYear() - 1900;
    },
    setYear(year) {
      const whole = Math.trunc(year);
      return this.setFullYear(whole >= 0 && whole <= 99 ? whole + 1900 : whole);
    },
    getTimezoneOffset() {
      return offsetAt(getTime.call(this)) / 60_000;
    },
    toString: valid((date) => `${dateText(date)} ${timeText(date)}`),
    toDateString: valid(dateText),
    toTimeString: valid(timeText),
    toLocaleString: valid((date) => `${americanDate(date)}, ${americanTime(date)}`),
    toLocaleDateString: valid(americanDate),
    toLocaleTimeString: valid(americanTime),
  });

  const UTC_DATE = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$/;
  const NAMED_ZONE = /\d\s*Z\b|\b(?:UTC?|GMT|[ECMP][SD]T)\b/i;
  const OFFSET = /:\d\d(?:[.,]\d+)?\s*(?:[AP]M)?\s*[+-]\d\d/i;
  const LOCAL_ISO = /^\s*[+-]?\d{4,6}-\d\d-\d\dT[\d:.,]+$/;

  /** A text without a zone is a local time, except for the plain date of ISO 8601. */
  function parseText(value) {
    const text = String(value);
    if (UTC_DATE.test(text) || NAMED_ZONE.test(text) || OFFSET.test(text)) return parse(text);
    return instantOf(parse(text + (LOCAL_ISO.test(text) ? 'Z' : ' UTC')));
  }

  function primitiveOf(value) {
    if (Object(value) !== value) return value;
    const convert = value[Symbol.toPrimitive];
    if (convert !== null && convert !== undefined) return convert.call(value, 'default');
    const plain = value.valueOf();
    return Object(plain) === plain ? value.toString() : plain;
  }

  function timeOf(value) {
    if (Object.prototype.toString.call(value) === '[object Date]') return getTime.call(value);
    const primitive = primitiveOf(value);
    return typeof primitive === 'string' ? parseText(primitive) : primitive;
  }

  function argumentsOf(values) {
    if (values.length < 2) return values.map(timeOf);
    return [instantOf(UTC(...values))];
  }

  function zonedDate(...values) {
    if (new.target === undefined) return new Native().toString();
    return Reflect.construct(Native, argumentsOf(values), new.target);
  }
  Object.defineProperty(zonedDate, 'name', { value: 'Date' });
  Object.defineProperty(zonedDate, 'length', { value: 7 });
  Object.defineProperty(zonedDate, 'prototype', { value: Native.prototype, writable: false });
  define(zonedDate, { now: Native.now, UTC, parse: parseText });
  define(Native.prototype, { constructor: zonedDate });
  define(globalThis, { Date: zonedDate });

  return (name) => {
    zone = moment.tz.zone(name);
    if (!zone) throw new Error(`${name} is not a time zone`);
    moment.tz.setDefault(name);
    moment.tz.guess = () => name;
  };
})();
