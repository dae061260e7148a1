/** What is said of danger, the safety phrase, passing a conversation on, and minors. */
export const handing = {} as const
