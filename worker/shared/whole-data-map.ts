/** The one map of all stored data, by table: from it come the page’s list, the record of processing, the export and the erasure (P2, PDP 31). */
import { accountActsData } from '../accounts/beside/data.ts'
import { breakerData, releasesData, terminationsData } from '../accounts/breaker/data.ts'
import { accountsData } from '../accounts/data.ts'
import { importedCustomersData, importsData } from '../accounts/importing/data.ts'
import { outagesData } from '../accounts/outages/data.ts'
import { purgeBlocksData, purgeProofsData, purgesData } from '../accounts/purging/data.ts'
import { acceptancesData, receiptsData } from '../agreements/data.ts'
import {
  authAccountData,
  authAttemptsData,
  authDevicesData,
  authSessionData,
  authTwoFactorData,
  authUserData,
  authVerificationData,
} from '../auth/data.ts'
import { creditsData, creditUsesData } from '../billing/credits/data.ts'
import { invoicesData, paymentsData } from '../billing/data.ts'
import {
  gatewayNotificationsData,
  gatewayOrdersData,
  gatewayTransactionsData,
  paymentReversalsData,
  unmatchedPaymentsData,
} from '../billing/gateways/data.ts'
import { ordersData } from '../billing/orders/data.ts'
import { refundsData } from '../billing/reversals/data.ts'
import { customersData, membershipsData } from '../customers/data.ts'
import { actingData, invitationsData } from '../customers/members/data.ts'
import { commitsData, deliveriesData, devClockData, eventsData, evidenceData, idempotencyData, outboxData } from '../db/data.ts'
import { noticesData, sentMailData } from '../notices/data.ts'
import { inboxMarksData } from '../notices/inbox/data.ts'
import { backupsData, restoresData } from '../panel/backups/data.ts'
import { panelAccountsData, panelJobsData } from '../panel/data.ts'
import { customerLooksData } from '../staff/files/data.ts'
import { stepsData } from '../steps/data.ts'
import { tasksData } from '../tasks/data.ts'
import type { DataClass } from './data-map.ts'

export const WHOLE_DATA_MAP: Readonly<Record<string, Readonly<Record<string, DataClass>>>> = {
  acceptances: acceptancesData,
  account_acts: accountActsData,
  accounts: accountsData,
  acting: actingData,
  auth_account: authAccountData,
  auth_attempts: authAttemptsData,
  auth_devices: authDevicesData,
  auth_session: authSessionData,
  auth_two_factor: authTwoFactorData,
  auth_user: authUserData,
  auth_verification: authVerificationData,
  breaker: breakerData,
  backups: backupsData,
  commits: commitsData,
  credit_uses: creditUsesData,
  credits: creditsData,
  customer_looks: customerLooksData,
  customers: customersData,
  deliveries: deliveriesData,
  dev_clock: devClockData,
  events: eventsData,
  evidence: evidenceData,
  gateway_notifications: gatewayNotificationsData,
  gateway_orders: gatewayOrdersData,
  gateway_transactions: gatewayTransactionsData,
  idempotency: idempotencyData,
  inbox_marks: inboxMarksData,
  imported_customers: importedCustomersData,
  imports: importsData,
  invitations: invitationsData,
  invoices: invoicesData,
  memberships: membershipsData,
  notices: noticesData,
  orders: ordersData,
  outages: outagesData,
  outbox: outboxData,
  panel_accounts: panelAccountsData,
  panel_jobs: panelJobsData,
  payment_reversals: paymentReversalsData,
  payments: paymentsData,
  purge_blocks: purgeBlocksData,
  purge_proofs: purgeProofsData,
  purges: purgesData,
  receipts: receiptsData,
  refunds: refundsData,
  releases: releasesData,
  restores: restoresData,
  sent_mail: sentMailData,
  steps: stepsData,
  tasks: tasksData,
  terminations: terminationsData,
  unmatched_payments: unmatchedPaymentsData,
}
