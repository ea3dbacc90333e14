/** The code points of the digit zero in Arabic, Persian, Hindi, Bengali and Thai. */
const ZEROS_OF_SCRIPTS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
/** A digit of these scripts, which normalization does not convert. */
const DIGIT_OF_SCRIPT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;

/** A text in normal form KC, with ASCII digits in place of full-width digits and those of other scripts. */
export function withAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(DIGIT_OF_SCRIPT, toAsciiDigit);
}

function toAsciiDigit(digit: string): string {
  const codePoint = digit.charCodeAt(0);
  return String(codePoint - (ZEROS_OF_SCRIPTS.findLast((zero) => zero <= codePoint) ?? codePoint));
}
