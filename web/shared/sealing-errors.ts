/** What sealing and opening refuse. No message quotes what was said, or any secret. */

/** The bytes are not what was sealed for this place with this key. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen"
}

/** The text or secret has no sealed form: empty, too long, of a wrong size. */
export class CannotSeal extends Error {
  override readonly name = "CannotSeal"
}

/** What was typed is not a 26-digit code: wrong length, or a slip in the digits. */
export class NotACode extends Error {
  override readonly name = "NotACode"
}

/** What was typed is not an appointment number: a wrong length, or a slip. */
export class NotANumber extends Error {
  override readonly name = "NotANumber"
}

/** The list of desk keys was altered: seal to none of them. */
export class BrokenChain extends Error {
  override readonly name = "BrokenChain"
}
