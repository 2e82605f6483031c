/** Files of an old system's customers and accounts, as a provider would export them. */
export const CUSTOMERS_CSV = `ref,kind,name,email,phone,address,country,language,born_on,authority
101,person,Dewi Lestari,dewi@contoh.id,+62 812-5550-0101,"Jalan Mawar 5, Bandung",ID,id,,
102,company,PT Maju Bersama,admin@maju.id,+62 22-5550-0102,"Jalan Industri 7, Cimahi",ID,en,,Direktur
`
export const ACCOUNTS_CSV = `customer,domain,package,term,due_on,anniversary_day,username
101,dewi.example,hosting-mulai,yearly,2027-09-30,30,dewi
102,maju.example,hosting-mulai,yearly,2027-03-01,,maju
102,toko.maju.example,hosting-mulai,monthly,2027-03-20,,
`
