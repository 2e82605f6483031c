/**
 * The account’s name at the panel: at most 16 characters, lower case, beginning with a letter and not with “test”, the first
 * eight unique on the server (cPanel’s own rules). Made of the random end of the account’s id, so that it says nothing about anyone.
 */
export function panelUsername(accountId: string): string {
  return `m${accountId.slice(-15).toLowerCase()}`
}
