/** What is said of the room: the board, its alarms, and the texts supervisors edit. */
export const room = {} as const
