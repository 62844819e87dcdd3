<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>AccessBasis</name>
    <message>
        <source>Consent from the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has consented to this look-up. The consent covers this course of treatment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this only when the patient has in fact consented. It does not open information that the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exempt from consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role is exempt from the consent requirement, for example the patient&apos;s GP, or a doctor or nurse in specialist care and the emergency care chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You must need the information to give responsible care. It does not open information that the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is an emergency, and it is not possible or safe to obtain consent first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for a real emergency. It does not open information that the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent to open restricted information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has restricted information and has consented to your opening it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged separately and may be shown to the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency: open restricted information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see information that the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are opening information against the patient&apos;s restriction, on grounds of necessity. This is logged separately, may be shown to the patient and may be reviewed afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has consented to this look-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only when the patient has in fact consented. Does not open what is restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role is exempt, for example a GP or a doctor in the emergency care chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You must need it to give responsible care. Does not open what is restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not possible or safe to obtain consent first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only in a real emergency. Does not open what the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has consented now. Consent to an ordinary look-up is not enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency: open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see what the patient has restricted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BasisPicker</name>
    <message>
        <source>Basis for access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the basis that applies to this look-up. You must need the information to give care to this patient. The look-up is logged, and the patient can see your name, your organisation and the basis on Helsenorge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is logged and may be shown to the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm that it is an emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm that it is an emergency ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not confirmed yet: press Enter, Alt+A or Confirm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted results are opened in two steps of their own, and only when the service reports them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last two open restricted results, in two steps of their own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClientImport</name>
    <message>
        <source>Choose the file that was downloaded there for this client. Nothing was changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be read: {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a configuration file from HelseID Selvbetjening: it lacks {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: the file does not say which client it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole configuration file from HelseID Selvbetjening, not the key alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: the file is for {found}, and this program is set up for {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the client&apos;s file from the Selvbetjening of {wanted}, or change profile.name in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: nobody can log in with this client: authorization_code is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register a client with user login (authorization_code) in Selvbetjening and download its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: the client lacks {scopes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add them to the client in Selvbetjening and download the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: no address for the answer from the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: of the addresses, {count} cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: there is only one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: the RSA key has {bits} bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3072 or more are advised; HelseID&apos;s own tools make 4096. Make a larger key at the next opportunity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: there is no key in the file that can be used ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new key for the client in Selvbetjening and download its whole file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register some, such as http://localhost:11731/callback, in Selvbetjening and download the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They must be http, this machine, and in production a fixed port: http://localhost:11731/callback. Correct them in Selvbetjening and download the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Register five, with ports below 32768 that are far apart, so that one that is in use or reserved does no harm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the path is right and that this account may read the file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>Still fetching: {fetched} of {total} reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fetched: access is limited</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Incomplete: %n report(s) fetched</source>
        <translation>
            <numerusform>Incomplete: %n report fetched</numerusform>
            <numerusform>Incomplete: %n reports fetched</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: {fetched} of {total} reports fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s), and more that is not shown</source>
        <translation>
            <numerusform>%n report, and more that is not shown</numerusform>
            <numerusform>%n reports, and more that is not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n by another type of number</source>
        <translation>
            <numerusform>%n by another type of number</numerusform>
            <numerusform>%n by another type of number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything: images and attachments are only at the laboratory, and some laboratories do not deliver here. {history}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older answers may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers from before {date} may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n laboratory(s)</source>
        <translation>
            <numerusform>%n laboratory</numerusform>
            <numerusform>%n laboratories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld</source>
        <translation>
            <numerusform>%n withheld</numerusform>
            <numerusform>%n withheld</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n not readable</numerusform>
            <numerusform>%n not readable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new since the fetch before</source>
        <translation>
            <numerusform>%n new since the fetch before</numerusform>
            <numerusform>%n new since the fetch before</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing new since the fetch before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetched {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Still fetching: %n report(s) so far</source>
        <translation>
            <numerusform>Still fetching: %n report so far</numerusform>
            <numerusform>Still fetching: %n reports so far</numerusform>
        </translation>
    </message>
    <message>
        <source>{results} on another kind of number or an invalid one, shown apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation type="unfinished">
            <numerusform>%n opened</numerusform>
            <numerusform>%n opened</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything: some laboratories are missing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cultures</name>
    <message>
        <source>Date not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specimen not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (was {before})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (replaced: {now})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts are not final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts are in a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled in a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another answer: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced: {organism}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was {organism}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report was recognised as microbiology. What goes by other names stands among the reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far no report was recognised as microbiology. Not all reports have been fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete: not all reports have been fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiological samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Susceptibilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part {n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Antibiotic</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n finding(s))</source>
        <translation>
            <numerusform>{name} (%n finding)</numerusform>
            <numerusform>{name} (%n findings)</numerusform>
        </translation>
    </message>
    <message>
        <source>isolate {n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier from {material}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Samples %n</source>
        <translation>
            <numerusform>Samples %n</numerusform>
            <numerusform>Samples %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resistance %n</source>
        <comment>isolates that were tested</comment>
        <translation>
            <numerusform>Resistance %n</numerusform>
            <numerusform>Resistance %n</numerusform>
        </translation>
    </message>
    <message>
        <source>not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole report (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth and findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MIC in mg/L</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) on another kind of number or an invalid one: see the reports</source>
        <translation>
            <numerusform>%n sample on another kind of number or an invalid one: see the reports</numerusform>
            <numerusform>%n samples on another kind of number or an invalid one: see the reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) in older versions: see the reports</source>
        <translation>
            <numerusform>%n sample in older versions: see the reports</numerusform>
            <numerusform>%n samples in older versions: see the reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting %n: {what}</source>
        <comment>samples</comment>
        <translation>
            <numerusform>Waiting %n: {what}</numerusform>
            <numerusform>Waiting %n: {what}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} found {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>samples</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayText</name>
    <message>
        <source>Date not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskController</name>
    <message>
        <source>Starting the login …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing the organisation …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening restricted results …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That basis is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number has just come: read it, then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter once more to look up with this role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to open here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged out. Number, basis, role and results are cleared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the settings again …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opening is ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The opening is over: its time has run out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes both steps to open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results are on the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below is what came before that. It is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened. What stood on the screen is kept, and nothing is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser was opened again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are logged out here, but the browser may still be logged in to HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all windows of the browser, above all where others use this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in for you: look at role and organisation, then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient&apos;s number is missing or not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are logged in for another organisation. An ordinary look-up (Enter) changes that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the basis for access: {letters}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your HPR role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in first (F9).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results below are from an earlier look-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results below were fetched {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. What had come is kept; it is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.
The login page in the browser leads nowhere now: close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is withdrawn. The login goes on; Esc once more cancels that too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is sent as soon as that is done. If you change anything, press Enter again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is sent as soon as you are logged in. If you change anything, press Enter again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role and organisation are filled in when you are logged in. Then press Enter once more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DowntimeCard</name>
    <message>
        <source>Sent to the printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results, when the service does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results that cannot be opened (privacy)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program, the login or the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the telephone: say who you are and where you call from, the patient&apos;s number, and which test. Write the answer down with unit, time of sampling and the name of whom you spoke with, and read it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox: the numbers are examples, nobody can be called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) in the settings could not be read: somebody to call is missing here.</source>
        <translation>
            <numerusform>%n entry in the settings could not be read: somebody to call is missing here.</numerusform>
            <numerusform>%n entries in the settings could not be read: somebody to call is missing here.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call the laboratory by the hospital&apos;s switchboard or your department&apos;s own list; about the login and the machine, your support desk. Tell the support desk that this page is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar, from the settings of this machine. No patient is named on this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, telephone {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be printed: is the printer there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not printed while the window is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nobody here to call.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrillController</name>
    <message>
        <source>Your organisation has switched drills off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drill could not be started, or broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window is ready again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrillCover</name>
    <message>
        <source>A drill is running in a window of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here nobody is logged in and no patient is open. This window comes back empty when the drill ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;End the drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DrillQuestion</name>
    <message>
        <source>Begin a drill?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin the drill ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as PDF …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies with the patient&apos;s &amp;number and name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than or equal to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than or equal to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows: next, previous · Space: read back · N: the patient&apos;s number · Esc: close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <extracomment>From above: the share of the height that its letters have, colour, bold.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} … The rest stands in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratories: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier: {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied · stays until something else is copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the pages …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient: {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[left out]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service said that its answer is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) or report(s) withheld</source>
        <translation>
            <numerusform>%n result or report withheld</numerusform>
            <numerusform>%n results or reports withheld</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar, basis: {basis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar {time}, basis: {basis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {n} of {m}</source>
        <extracomment>To the end of a line, else of a word, else anywhere.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>date not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete: not everything is fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incomplete: not everything was fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed {time}, nobody was logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed {time} by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: nothing was printed or saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be printed or saved: is the printer or the folder there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not printed: the pages would lie on this machine&apos;s disk meanwhile. Save as PDF, or call IT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} reports are listed; this one is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one are not here</source>
        <translation>
            <numerusform>%n result on another kind of number or an invalid one is not here</numerusform>
            <numerusform>%n results on another kind of number or an invalid one are not here</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing in this view to copy or print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied · deleted after {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PDF is saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the results ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names, codes, values, texts, comments and laboratories; all words count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviations; not R, POS, growth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n without a date included</source>
        <comment>results</comment>
        <translation>
            <numerusform>%n without a date included</numerusform>
            <numerusform>%n without a date included</numerusform>
        </translation>
    </message>
    <message>
        <source>more results may still come</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: search for the name</source>
        <translation>
            <numerusform>… and %n more: search for the name</numerusform>
            <numerusform>… and %n more: search for the name</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n result(s)</source>
        <translation>
            <numerusform>{found} of %n result</numerusform>
            <numerusform>{found} of %n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing matches: %n result(s) hidden</source>
        <translation>
            <numerusform>Nothing matches: %n result hidden</numerusform>
            <numerusform>Nothing matches: %n results hidden</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) on</source>
        <translation>
            <numerusform>%n filter on</numerusform>
            <numerusform>%n filters on</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Everything is shown again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Flowsheet</name>
    <message>
        <source>Text …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn in a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaced by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{text} … (%n more characters, in the report)</source>
        <translation>
            <numerusform>{text} … (%n more character, in the report)</numerusform>
            <numerusform>{text} … (%n more characters, in the report)</numerusform>
        </translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n results at this time</source>
        <translation>
            <numerusform>%n result at this time</numerusform>
            <numerusform>%n results at this time</numerusform>
        </translation>
    </message>
    <message>
        <source>Of this time one result is cancelled and one stands: ask the laboratory which is valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its report did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it belongs to was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>registered on another kind of number or an invalid one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {time}: no result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discipline not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{discipline}, registered on another kind of number or an invalid one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other reference ranges earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the table …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cumulative table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: more may come</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) on another kind of number or an invalid one ({results}) not among them</source>
        <translation>
            <numerusform>%n row on another kind of number or an invalid one ({results}) not among them</numerusform>
            <numerusform>%n rows on another kind of number or an invalid one ({results}) not among them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sampling time(s)</source>
        <translation>
            <numerusform>%n sampling time</numerusform>
            <numerusform>%n sampling times</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest at the far right</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n result on another kind of number or an invalid one</numerusform>
            <numerusform>%n results on another kind of number or an invalid one</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was copied: no result stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more at this time, in their reports</source>
        <translation>
            <numerusform>… and %n more at this time, in its report</numerusform>
            <numerusform>… and %n more at this time, in their reports</numerusform>
        </translation>
    </message>
    <message>
        <source>another reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more results of that time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reference of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own reference {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) outside the period not here</source>
        <translation>
            <numerusform>%n result outside the period not here</numerusform>
            <numerusform>%n results outside the period not here</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row over time (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result final, report preliminary</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show %n apart</source>
        <translation>
            <numerusform>Show %n apart</numerusform>
            <numerusform>Show %n apart</numerusform>
        </translation>
    </message>
    <message>
        <source>sampling times without results in these rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>The results are hidden. Esc shows them again as long as the number is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the results (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number was changed: the results are hidden, and soon deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlobalShortcut</name>
    <message>
        <source>{key} does not work in other programs: another program has that key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} does not work in other programs: it is a key of this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} does not work in other programs: this desktop does not allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User guide</source>
        <extracomment>In the order in which they are read.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>Read the number first, then press {key} again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number came from the EHR. Nothing is looked up before you press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number came from another program. Nothing is looked up before you press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar is running already in another window, which did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient who was handed over may still come up there. To work here, type the number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandOverBar</name>
    <message>
        <source>Nothing was changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the EHR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: no patient number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: change to patient {number}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not chosen yet. Changing hides what is shown here and clears the basis; nothing is looked up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}: {number} cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look-up</source>
        <extracomment>Every key, in the order of the list; the guide has the same.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help and set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy, read aloud, print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>something is restricted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked for you or your organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the patient has opted out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an unknown answer about access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer was incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You ended it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its time ran out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number was scanned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window was locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next look-up began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient was cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You logged out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program was closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening: start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening: stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look-up, opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, not everything came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done}: {found}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine&apos;s settings keep no access journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal on this machine is empty: nothing has been looked up yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The journal on this machine is whole (%n line(s)).</source>
        <translation>
            <numerusform>The journal on this machine is whole (%n line).</numerusform>
            <numerusform>The journal on this machine is whole (%n lines).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-up(s) could not be recorded, for lack of room or access.</source>
        <translation>
            <numerusform>%n look-up could not be recorded, for lack of room or access.</numerusform>
            <numerusform>%n look-ups could not be recorded, for lack of room or access.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written by a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal on this machine is NOT whole: see lines {lines}. Tell your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalDialog</name>
    <message>
        <source>My look-ups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in (F9) to see your own look-ups. Nobody else&apos;s are ever shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no lines of yours (HPR {number}) yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n older line(s) are left out here; your organisation&apos;s log control has them.</source>
        <translation>
            <numerusform>%n older line is left out here; your organisation&apos;s log control has it.</numerusform>
            <numerusform>%n older lines are left out here; your organisation&apos;s log control has them.</numerusform>
        </translation>
    </message>
    <message>
        <source>My lines in the access journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own lines (HPR {number}), the newest first. The same letter is the same patient.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Look up; logs in first where needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back, one thing at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the HPR role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again: twice, it is logged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table: the report of the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiology.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiology: resistance, and back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend and reports: back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what was copied off the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the view as PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My look-ups on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user guide, at the right place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This list of keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{purpose} ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next part of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend: remove the examination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend: the results in a table, and back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports: unfold, fold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change; Esc brings the results back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent; S outside text fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exempt from consent; U outside text fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency; A outside text fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted results; again to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the opening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend: a shorter period, longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend: own scale, and back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview: open the row with the letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the results up for 15 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The EHR asks: change patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The EHR asks: keep the patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In any program: take the selected number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu: settings, help, lock, log out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drill with synthetic people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call when a service is away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the program, in the tray too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New patient: all here is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen result in huge type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table: the previous, next result of the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text and pictures; also Ctrl and the wheel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Starting the login …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock with HelseID instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login has ended, and the PIN with it. Unlock with HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>That is not the PIN. %n try(s) left; then you are logged out.</source>
        <translation>
            <numerusform>That is not the PIN. %n try left; then you are logged out.</numerusform>
            <numerusform>That is not the PIN. %n tries left; then you are logged out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A PIN has at least %n digit(s). That was no try.</source>
        <translation>
            <numerusform>A PIN has at least %n digit. That was no try.</numerusform>
            <numerusform>A PIN has at least %n digits. That was no try.</numerusform>
        </translation>
    </message>
    <message>
        <source>When you lock the computer&apos;s screen and unlock it, the window opens too. Or log in with HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program handed a patient over while the window was locked. Hand it over once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient was cleared: nobody was logged in to unlock the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient was cleared when the window was closed; the program stayed in the tray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient was cleared at the locked window ({key}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login was ended: nobody had used the window for a while. The next look-up logs in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN is set. It is forgotten when you log out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient was cleared: nobody had used the window for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten: HelseID instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock with HelseID</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockController</name>
    <message>
        <source>There is nothing to lock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organisation does not let the window be kept open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no results to keep open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login, so it is not known who is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock once more; log in anew in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept open at the bedside until {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message>
        <source>The window is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log out; everything that was open is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · HPR {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is not unlocked before {time}, everything that was open is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not me – log out and clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockWarning</name>
    <message>
        <source>Press a key or move the mouse to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The window is locked in %n second(s): nobody has used it</source>
        <translation>
            <numerusform>The window is locked in %n second: nobody has used it</numerusform>
            <numerusform>The window is locked in %n seconds: nobody has used it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoginPanel</name>
    <message>
        <source>Log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HPR {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HPR {number} · level {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged in: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session ends in {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session ends at any moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID ends it then, whatever is done here. After that, log in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The program&apos;s key ends in %n day(s)</source>
        <translation>
            <numerusform>The program&apos;s key ends in %n day</numerusform>
            <numerusform>The program&apos;s key ends in %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Key: {days} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can log in here after that. Tell your IT department: it is replaced at HelseID Selvbetjening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Clock wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times here are corrected. Set the clock right, or tell your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} ahead</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Prøvesvar – sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>TEST – synthetic people only. Not for treating patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRILL – synthetic people only. Nothing here is real.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the drill ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT IN OPERATION – no look-up is possible until the settings are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRILL – Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar – TEST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production: real patients</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>An answer from the browser that does not belong to this login was ignored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login is still waiting. If its page is gone, open the browser again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to log in again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network connection and press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secure connection was refused: the server&apos;s certificate is not trusted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: a certificate of the network may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s proxy did not let the program through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: the proxy must let this program reach HelseID and the results service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a little and press Enter to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {where}. Allowed: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This setting may only come from the machine&apos;s policy: {setting}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has not been set up for HelseID yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in the configuration file from HelseID Selvbetjening, or ask your IT department to. Then press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department to import the key again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s HelseID key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT department adds the account to the group that may read {file}. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key may only be replaced by its owner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key expired on {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT department makes a new key at HelseID Selvbetjening and takes it in. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is replacing the HelseID key just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has no password store that keeps the program&apos;s HelseID key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to try again, and unlock it when the system asks for its password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it if the system asks for it, and press Enter to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store reports an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to try again. If it goes on, tell your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID&apos;s description of itself cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses the ports for the answer from the browser: {ports}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other copies of this program and press Enter to try again, or tell your IT department.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the login address and open it in a browser on this machine, or cancel and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the number, the basis and the role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login was not finished in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such settings file: {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no contact with {service}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to {service} was broken before the whole answer had come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} answered with something that cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} has an error of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} is busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be read: {where}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it from {where}, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this program has kept the key, in a way that this one does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was changed. Ask your IT department for the newer version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The HelseID key cannot be replaced: nothing can be written in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room there, or tell your IT department. Then press Enter to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to start a new login. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login was cancelled or refused in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page in the browser leads nowhere now: close it. Press Enter to start a new login. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID refused the login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID does not accept this program as it is set up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID did not accept the organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another organisation, or tell your IT department to register this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client is registered for bound tokens (DPoP), but the program is set to version 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: set api_version to 2, or change the registration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access that HelseID gave is for another service, and was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: the client&apos;s access to the results service must be corrected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login was not at security level 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in again with BankID, Buypass or Commfides at the highest level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person who logged in has no number in the health personnel register (HPR).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only authorised health personnel can look up results. Log in as yourself, or check HPR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong by {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the clock right, or tell your IT department, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN was wrong three times. The login was ended, and what was open is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your login has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not accept the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} did not accept your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the role and the organisation are right. This is not the same as «nothing found».</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing more that can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ordinary basis is in force again. If you miss a result, call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused to open restricted results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ordinary basis is in force again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of roles could not be updated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy at hand is used. You can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access journal could not be written: there is no room left on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working. Tell your IT department now: look-ups are not being recorded here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this program has kept the access journal; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working. Ask your IT department now for the newer version: look-ups are not being recorded here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The access journal on this machine cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again, with all that belongs to it, and start it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk; the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the program&apos;s key …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked. Unlock it where the system asks for its password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking HelseID how to log in …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making ready for the answer from the browser …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announcing the login to HelseID …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving the login …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting access to the results service …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the answer …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching more …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching what is missing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All results are fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are logged out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID has ended your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your login could not be renewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still fetching: {fetched} so far. {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still fetching: {fetched} of {total}. {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{setting}, entry {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of the HelseID key is not protected as it must be, and is not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your IT department corrects who may read and change {file} and its folder. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again once. If it happens again, tell the support desk: it is not your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption of the connection to {service} is too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: the connection must use TLS 1.2 or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system lets no program use the ports for the answer from the browser: {ports}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other program is in the way. Tell your IT department: the system has reserved these ports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ports for the answer from the browser cannot be used: {ports} ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server than HelseID answered the login. The answer was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop: do not log in again on this machine. Close the page in the browser and tell your IT department now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: the program&apos;s key may have been replaced or have expired, or its registration in HelseID is wrong. It is not your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID did not give this program the access that it needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: the client must be granted every scope that it asks for. It is not your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The organisation {orgnr} has not accepted the terms of the results service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your IT department: whoever may sign for the organisation accepts the terms of use. It is not your login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID refused the proof that this program owns its token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID&apos;s answer is not one that this program may trust, and was not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that this machine is on the Internet, and press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In production it can be reached from Helsenettet only, and HelseID needs the Internet at the same time. Check the network, and press Enter to try again. What you typed is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is kept: press Enter to try again. If it is urgent, call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>Enter an identity number or D-number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only digits are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Norwegian identity number or D-number has 11 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten digits. Did you mean {number}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This looks like an organisation or HPR number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A DUF number cannot be used here. Use a D-number or identity number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number does not contain a valid date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check digits do not match. Check the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a synthetic test number and cannot be used in production.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A local temporary number (H-number) is valid only inside one organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared temporary number. National services usually require an identity number or D-number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a known test person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number looks real. Use only synthetic persons in test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check digit follows the rules that apply from 2032. Verify the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date of birth is in the future.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is from a series that is not in use. Verify it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number implies an age above 120. Verify it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D-number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared temporary number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of 11 digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} · born {day} (from the number)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid · {known}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedBar</name>
    <message>
        <source>End the opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>The patient has restricted these results for all health personnel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has blocked these results for you or your organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown answer: the service gave a reason that this program does not know. Opening may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has not reported anything restricted. If there is nothing more, it refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Every restricted result of {number} is opened for %n minute(s), for this look-up only.
The opening is logged separately and may be shown to the patient.</source>
        <translation>
            <numerusform>Every restricted result of {number} is opened for %n minute, for this look-up only.
The opening is logged separately and may be shown to the patient.</numerusform>
            <numerusform>Every restricted result of {number} is opened for %n minutes, for this look-up only.
The opening is logged separately and may be shown to the patient.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the ground: S or A.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That came too soon to count. Press {key} once more to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening was asked for; nothing more came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening was asked for – the patient&apos;s consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening was asked for – emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted results are open – the patient&apos;s consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted results are open – emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening was asked for, but the service still gives no access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing came that the ordinary answer did not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open – the patient&apos;s consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open – emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) are marked «Opened».</source>
        <translation>
            <numerusform>%n report or result is marked «Opened».</numerusform>
            <numerusform>%n reports or results are marked «Opened».</numerusform>
        </translation>
    </message>
    <message>
        <source>only in an emergency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only with consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the reason: {numbers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All %n report(s) were opened and are marked «Opened».</source>
        <translation>
            <numerusform>The one report was opened and is marked «Opened».</numerusform>
            <numerusform>All %n reports were opened and are marked «Opened».</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpeningPanel</name>
    <message>
        <source>Cancel, open nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service says: «{text}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open restricted results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the ground first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the log of this machine only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OrganisationPicker</name>
    <message>
        <source>&amp;Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The organisation you look up for. The patient can see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ({orgnr})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown organisation «{typed}». Choose one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>The service says: «{text}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has restricted all or part of the content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has blocked test results for you or your organisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown answer about access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No results found in Pasientens prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message from the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service answered with something this program does not know. Its own words stand below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something failed in the service, or was not reached. More results may exist. Look up again, or call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be opened with the patient&apos;s consent, or in an emergency. The opening is logged separately.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service answered with something this program does not know; its own words stand below. If it means that results are restricted, they may be opened with the patient&apos;s consent, or in an emergency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be opened now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that can be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to show here. Ask the patient, or call the laboratory: there may be results there, or in your records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer held something, or did not come whole. This does not mean that there are no results. Ask the patient, or call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer could not be read at all ({what})</source>
        <translation>
            <numerusform>%n part of the answer could not be read at all ({what})</numerusform>
            <numerusform>%n parts of the answer could not be read at all ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detail(s) could not be read ({what})</source>
        <translation>
            <numerusform>%n detail could not be read ({what})</numerusform>
            <numerusform>%n details could not be read ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of a kind this program does not know ({what})</source>
        <translation>
            <numerusform>%n part of a kind this program does not know ({what})</numerusform>
            <numerusform>%n parts of a kind this program does not know ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) came without their report</source>
        <translation>
            <numerusform>%n result came without their report</numerusform>
            <numerusform>%n results came without their report</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the reports name did not come</source>
        <translation>
            <numerusform>%n result that the reports name did not come</numerusform>
            <numerusform>%n results that the reports name did not come</numerusform>
        </translation>
    </message>
    <message>
        <source>The number of reports fetched is not the number the service says it has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching stopped before the end. More reports may exist ({what})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused to send some details ({what})</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) that a report refers to did not come ({what})</source>
        <translation>
            <numerusform>%n thing that a report refers to did not come ({what})</numerusform>
            <numerusform>%n things that a report refers to did not come ({what})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) withheld: may be about another person.</source>
        <translation>
            <numerusform>%n report or result withheld: may be about another person.</numerusform>
            <numerusform>%n reports or results withheld: may be about another person.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the patient, or call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the look-up ID to {contact}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the look-up ID to the support desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The service said more than can be shown: %n message(s) were left out</source>
        <translation>
            <numerusform>The service said more than can be shown: %n message was left out</numerusform>
            <numerusform>The service said more than can be shown: %n messages were left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read all (%n more)</source>
        <translation>
            <numerusform>Read all (%n more)</numerusform>
            <numerusform>Read all (%n more)</numerusform>
        </translation>
    </message>
    <message>
        <source>Read all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions about access: {contact}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open restricted results …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not mean that none exist: not every laboratory delivers to the service. {history} Ask the patient, or call the laboratory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results cannot be opened from here, not even in an emergency. Ask the patient, or call the laboratory or the requester.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>dated after the fetch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No standing result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laboratory not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{status}, was {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in an earlier version: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dated ahead in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also {moment}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more: see the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n more: see the report</numerusform>
            <numerusform>%n more: see the report</numerusform>
        </translation>
    </message>
    <message>
        <source>dated ahead in time, {moment}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment}: {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled since</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n cancelled since</numerusform>
            <numerusform>%n cancelled since</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: not everything is here. There may be newer results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the emergency analytes is among these results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emergency analytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mo</source>
        <translation>
            <numerusform>%n mo</numerusform>
            <numerusform>%n mo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n y</source>
        <translation>
            <numerusform>%n y</numerusform>
            <numerusform>%n y</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above ref.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below ref.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside ref.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phoned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Significant deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment} awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>+ %n more</source>
        <comment>number of awaited results</comment>
        <translation>
            <numerusform>+ %n more</numerusform>
            <numerusform>+ %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Awaited: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest {moment} ({age})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laboratory} where no other is named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No findings or messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>+ %n finding(s)</source>
        <translation>
            <numerusform>+ %n finding</numerusform>
            <numerusform>+ %n findings</numerusform>
        </translation>
    </message>
    <message>
        <source>No findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 40 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 30 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course 5 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Others, %n</source>
        <translation>
            <numerusform>Others, %n</numerusform>
            <numerusform>Others, %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Findings and messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>local code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for transfusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arterial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change from {gap} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>venous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capillary</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) without a national code that fits: in the table</source>
        <translation>
            <numerusform>%n result without a national code that fits: in the table</numerusform>
            <numerusform>%n results without a national code that fits: in the table</numerusform>
        </translation>
    </message>
    <message>
        <source>Not found: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of it replaced or withdrawn since</source>
        <translation>
            <numerusform>%n result of it replaced or withdrawn since</numerusform>
            <numerusform>%n results of it replaced or withdrawn since</numerusform>
        </translation>
    </message>
    <message>
        <source>No results</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more in the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n more in the report</numerusform>
            <numerusform>%n more in the report</numerusform>
        </translation>
    </message>
    <message>
        <source>More in the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much time the curves show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest {value} {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest {value} {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n result on another kind of number or an invalid one</numerusform>
            <numerusform>%n results on another kind of number or an invalid one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Examinations %n</source>
        <translation>
            <numerusform>Examinations %n</numerusform>
            <numerusform>Examinations %n</numerusform>
        </translation>
    </message>
    <message>
        <source>else from {laboratory}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in the table</source>
        <translation>
            <numerusform>%n other in the table</numerusform>
            <numerusform>%n others in the table</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older finding(s): see the reports</source>
        <translation>
            <numerusform>%n older finding: see the reports</numerusform>
            <numerusform>%n older findings: see the reports</numerusform>
        </translation>
    </message>
    <message>
        <source>Restricted results are not among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withheld results are not among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in what was fetched: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none marked by the laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further examinations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newer results in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No findings but those of the examinations in what was fetched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views of the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trend shows everything: Enter shows the hits in the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overview shows everything: Enter shows the hits in the table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientBar</name>
    <message>
        <source>Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n different names: {names}</source>
        <translation>
            <numerusform>%n different names: {names}</numerusform>
            <numerusform>%n different names: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role · organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results of patient {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientField</name>
    <message>
        <source>Patient&apos;s identity number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DDMMYY NNNNN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type, paste or scan. A D-number works too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That text is too long to be a number, and was not put in. Copy the number alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PersonQuestion</name>
    <message>
        <source>It is &amp;me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Not me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this login and log in as yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Are you {name}, HPR {number}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login: somebody may have been logged in already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role {role} was chosen for somebody else. Confirm that it is yours too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look-up is sent when you have confirmed that it is you.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID unlocks the window then</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Choose a PIN for the lock: at least %n digit(s)</source>
        <translation>
            <numerusform>Choose a PIN for the lock: at least %n digit</numerusform>
            <numerusform>Choose a PIN for the lock: at least %n digits</numerusform>
        </translation>
    </message>
    <message>
        <source>The same PIN once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two were not the same. Choose once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{least} to {most} digits; no rows, none over and over, nothing of your HPR number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Text {size} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your choice could not be saved: it holds until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Cancel (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDetail</name>
    <message>
        <source>Examination</source>
        <extracomment>Of a text in pieces that are quick to lay out: to the end of a line, else of a word, else anywhere.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hit: {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened: restricted by the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) opened: restricted by the patient</source>
        <translation>
            <numerusform>%n result opened: restricted by the patient</numerusform>
            <numerusform>%n results opened: restricted by the patient</numerusform>
        </translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another version of this report is cancelled; which is newer is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older version. The newest: {newest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older version. The newest so far: {newest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request and ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who asked for it, the specimen, and every number that the laboratory gave</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportLines</name>
    <message>
        <source>Name not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the report is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coded result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) under this one did not come</source>
        <translation>
            <numerusform>%n result under this one did not come</numerusform>
            <numerusform>%n results under this one did not come</numerusform>
        </translation>
    </message>
    <message>
        <source>replaced: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent earlier, in another report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reference {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unit given as {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value ({rest})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value (unit {unit})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: shown under {parent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit given as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a result that is not in this report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Related to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belongs here too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method or side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UCUM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the answer to {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the specification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of specimen not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comments on the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinical information sent with the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the report names did not come from the service</source>
        <translation>
            <numerusform>%n result that the report names did not come from the service</numerusform>
            <numerusform>%n results that the report names did not come from the service</numerusform>
        </translation>
    </message>
    <message>
        <source>More results of this report are still being fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report holds no results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report withheld: may be about another person</source>
        <translation>
            <numerusform>%n result of this report withheld: may be about another person</numerusform>
            <numerusform>%n results of this report withheld: may be about another person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report could not be read</source>
        <translation>
            <numerusform>%n result of this report could not be read</numerusform>
            <numerusform>%n results of this report could not be read</numerusform>
        </translation>
    </message>
    <message>
        <source>Not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requester</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratory&apos;s number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codes of the discipline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of the older version of {moment} are not repeated in this one</source>
        <translation>
            <numerusform>%n result of the older version of {moment} is not repeated in this one</numerusform>
            <numerusform>%n results of the older version of {moment} are not repeated in this one</numerusform>
        </translation>
    </message>
    <message>
        <source>{value} (version issued {moment})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrawn in a newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>previously {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examinations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Sent earlier, in another report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>issued {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) only in an older version</source>
        <translation>
            <numerusform>%n result only in an older version</numerusform>
            <numerusform>%n results only in an older version</numerusform>
        </translation>
    </message>
    <message>
        <source>◇ registered on another kind of number or an invalid one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older version</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n older version(s)</source>
        <translation>
            <numerusform>%n older version</numerusform>
            <numerusform>%n older versions</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultLabels</name>
    <message>
        <source>Result not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preliminary, incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered in error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above the upper reference limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below the lower reference limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the reference limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High, marked HH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High, marked HU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above what can be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low, marked LL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low, marked LU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below what can be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Abnormal, marked AA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not detected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivocal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reactive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weakly reactive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not reactive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Susceptible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intermediate, or susceptible at increased exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Susceptible, dose dependent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not susceptible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Significant deviation from an earlier result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reported by telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be notified to MSIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accredited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of containers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Countersigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Described</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medically validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparation of the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other object, reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other object taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Container</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Additive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HER-id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D-number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HPR number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RESH-id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratory medicine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pathology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imaging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) opened</source>
        <translation>
            <numerusform>%n result opened</numerusform>
            <numerusform>%n results opened</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is preliminary, incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is preliminary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report has an addition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is registered in error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report&apos;s status is «{status}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{report} · this result: {status}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <comment>number of results above the limit</comment>
        <translation>
            <numerusform>%n high</numerusform>
            <numerusform>%n high</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <comment>number of results below the limit</comment>
        <translation>
            <numerusform>%n low</numerusform>
            <numerusform>%n low</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside</source>
        <comment>number of results outside the limits</comment>
        <translation>
            <numerusform>%n outside</numerusform>
            <numerusform>%n outside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <comment>number of results marked otherwise</comment>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message>
        <source>Additional information ({label})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Additional information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{glyph} comment: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objection by the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratory&apos;s request ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specimen ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The requester&apos;s specimen ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared temporary number (FH)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radiology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Immunology/transfusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biochemistry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Press F5 again to fetch: it is logged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About the look-up …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the IDs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts, laboratories, and the IDs of this look-up for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IDs for support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request {number}: {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results whose report did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything could be read or fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Registered on another kind of number or an invalid one: %n report(s)</source>
        <translation>
            <numerusform>Registered on another kind of number or an invalid one: %n report</numerusform>
            <numerusform>Registered on another kind of number or an invalid one: %n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePicker</name>
    <message>
        <source>HPR role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code or name, for example LE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code list 9060, Kategori helsepersonell, from Helsedirektoratet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown role «{typed}». Type a code or a name from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>«{typed}» cannot be used here. Choose another role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} – cannot be used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not registered for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not registered for you in HPR, according to HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered for you in HPR, according to HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role that you used last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role} · registered for you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sampling</name>
    <message>
        <source>Sampled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of sampling or examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performed at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratory not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Performed at: not given</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SandboxHint</name>
    <message>
        <source>Sandbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try {number} and the basis Emergency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put {number} into the field</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SandboxMark</name>
    <message>
        <source>SANDBOX – synthetic people only. Nothing here is real.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>Prøvesvar: self-check of {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no secret and no person in this report: it can be mailed to whoever helps you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is free: {taken}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). Not free: {taken}. One is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator&apos;s policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client at HelseID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s password store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key&apos;s expiry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of roles (9060)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports for the login&apos;s answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again. If it goes on, send this report to the support desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the firewall and the proxy allow https to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish a login that waits, end the other program that listens there, or register more redirect addresses. EACCES: the system has reserved the port (on Windows often Hyper-V, WSL or Docker): register ports below 32768 that are far apart, or keep them free, see the administrator&apos;s page about machines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the configuration file from HelseID Selvbetjening: in the window, or with --import-client FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be checked ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer within {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prøvesvar {version}: a part cannot be loaded, {part} ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the program again, with the system&apos;s packages that it needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile {profile}. Own settings: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile {profile}. Not known, and without effect: {names}. Own settings: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the names, or remove them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the file. The rest was checked by the policy and the built-in values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none. It would be {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever uses the program can change it: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let only administrators write the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox uses none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{client} at {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No client is set up: nobody can log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This setting cannot be used for the login: {setting}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it as the client is registered at HelseID Selvbetjening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps, gives back and forgets ({vault}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none in this session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Linux, install and start a Secret Service such as gnome-keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is locked, or not made yet ({vault}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system asks for its password at the next login. Then check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not answer ({vault}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a window of the system that asks for a password; log in to the desktop anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reports an error ({vault}, {kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in to the desktop anew. If it goes on, repair the password store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key belongs to another client than the settings name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none for this client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be used ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the account into the group to which the administrator gave the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine&apos;s key can be read or changed by others than it is for. It is not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its owner, group and mode; replace the key where somebody may have taken it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A replacement of the key was begun and has not come to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key&apos;s owner runs provesvar-gui --rotate-key. Logins work meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key expired on {date}: HelseID does not take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening and import its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator, take in the configuration file from HelseID Selvbetjening: provesvar-gui --provision-machine FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening. As the machine&apos;s administrator, take in its file: provesvar-gui --provision-machine FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such settings file: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be read: {file}, line {line}. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There may be one, but this account cannot read it: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let every user read the file and its folder, and only administrators write them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known when the key expires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program asks a minute after a login, where the client has the grant client_credentials and the scope nhn:selvbetjening/client. Else see the client&apos;s page at HelseID Selvbetjening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, and keeps the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox&apos;s key is made anew at each start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s own decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s own, and {count} from {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates of network.ca_file cannot be read: {file} ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file must hold certificates as PEM, readable by this user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: straight to the services.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use: {ways}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system does not say in time which proxy to use; straight ways are tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the network&apos;s proxy script can be reached, or set network.proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy that the system names cannot be used ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set network.proxy to an http proxy, or to none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answers as it should ({seconds} s).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contact with {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the network looks into https, put its certificate into the system&apos;s store or network.ca_file. Else see that the machine&apos;s clock is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not lead to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a little and check again. If it goes on, ask Norsk helsenett.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the address in the settings is right, and that no login page of the network stands in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right, by the services&apos; own time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} seconds off. The program allows for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} seconds off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network: certificates and the journal&apos;s times go wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not kept: look-ups are not recorded on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set journal.enabled where your organisation wants it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be used: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the folder and the password store, then --check-journal. Look-ups are not recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system reports an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a link, or lies behind one, that leads to nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not text in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not TOML: a backslash in a text; write it twice, or put the text between single quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not come in time. It may lie on a network drive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others can change the certificates that are trusted: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID takes the key until {date}. Days left: {days}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelseID takes the key only until {date}. Days left: {days}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept, in {folder}. Months: {months}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. See that this machine is on both, and that firewall and proxy allow https to {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption that {host} offers is too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is open here, and none is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file} Who may change it is not looked at on Windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There ({kind}). Who may read or change its file is not looked at on Windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change it, and only those it is for may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). One is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things in the settings that cannot be used: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} gave no usable list. The copy at hand is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known until what stands above is put right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put that right first, and check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has an error of its own, or is busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else answers at {host}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the administrator&apos;s policy may say this: {setting} in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {file}. Allowed: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfCheckDialog</name>
    <message>
        <source>Self-check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is on the clipboard. It holds no secret and no person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Which services: test (synthetic people only) or prod (real patients).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client that this program is at HelseID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the machine&apos;s key lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens where the system has no password store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the client&apos;s key is replaced before it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of HelseID Selvbetjening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the login asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the browser returns to after the login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points of care to choose from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The legal entity, for a client that serves several.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strong the login must be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the login is bound to this program&apos;s key from its start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the access to results is named anew when the point of care is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of Pasientens prøvesvar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version of the service&apos;s interface.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes along with each report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of a report on another kind of number or an invalid one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the service&apos;s refusals mean, and which can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether opening may be chosen before anything restricted was reported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long opened results stay open, in seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a reason is asked for before opening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call about results that cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call about this program and the login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratories to call when a service is away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the list of roles (9060).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds without use before the window locks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a key keeps results up for 15 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lifts the lock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether other programs&apos; pictures of the screen show the windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds before hidden results are forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds that a copy stays on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What requests pass through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates trusted besides the system&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which laboratory&apos;s own code is which analyte of the overview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the access journal is kept on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many months the journal&apos;s lines are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the journal&apos;s key rests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language of the screen. At the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of the text, in per cent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours of the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view in which the results of a look-up are shown first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether a drill with synthetic people may be begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the program stays in the tray, locked, when its window is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it decides where requests go, and through what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it protects the login and the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it decides how restricted results are opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it decides who else can see the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it decides which result is shown as what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it decides what is recorded of look-ups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl and plus or minus, or the wheel with Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>What a clinician sets: its name, the words for it and for each choice, and what is to be known of it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First view after a look-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the password store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known to this version, and without effect: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile test: synthetic people only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile prod: real patients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox: synthetic people only, on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} (not there)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until then nobody is asked anything. Below: what could be read, and the built-in values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file says cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the service&apos;s answers begin: older ones may be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds without use before the patient is wiped and the session is ended as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Windows (not tried): the key that takes a copied number from any program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose key the client uses: each user&apos;s own, or the machine&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your administrator, in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In production only your administrator: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known until the files can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You, in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own settings: {own}
Administrator&apos;s policy: {policy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For IT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupDialog</name>
    <message>
        <source>Set up the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program needs the client&apos;s configuration file from HelseID Selvbetjening (JSON). The key in it is moved to the system&apos;s password store; the file is not sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the client in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client: {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For: {host}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirect addresses: {list}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✕ The administrator&apos;s policy names another client than this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Another client is set up here. It is replaced by this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system asks for the password of its store: look for its window, and answer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving the key to the system&apos;s password store …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ There is no password store here: the key is forgotten when the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ The key in the file is an older one: the one that has replaced it stays in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Other users of this machine could read or change the file while it lay there. If one of them may have done so, make a new key at HelseID Selvbetjening and take that file in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of the former client is still in the password store. This command takes it out:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings written: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client&apos;s configuration file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration files (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client is set up. Press Enter in the window to log in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <extracomment>The chapter of the guide, by what a dialog is called.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Startup</name>
    <message>
        <source>{key}: what is wrong, and what to do. {call}: whom to call meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasientens prøvesvar does not answer ({time}): nothing can be looked up now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code list does not answer ({time}): the copy at hand is used, and look-ups work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No contact with any service ({time}): nobody can log in or look up now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login, service and code list answer · {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>Copy the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service says: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference: {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this machine …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open Prøvesvar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>Trend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results of the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incomplete: {count} of {total} fetched. The trend is drawn when all of it is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an examination above to see it over time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No result has a number and a time; there is nothing to draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report of this result did not come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on another kind of number or an invalid one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination to draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last 5 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>30 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period of the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A limit, not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered on another kind of number or an invalid one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened: restricted by the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drawn: cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drawn again: repeated by the laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drawn: the day is not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drawn: no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other material</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No time given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A result of the same time is cancelled: ask the laboratory which is valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier version: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: nothing is drawn in this period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest: {value}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the same time: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps newer: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dated after the fetch: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) in a table</source>
        <translation>
            <numerusform>%n result in a table</numerusform>
            <numerusform>%n results in a table</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>40 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last 40 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n later, not ready</source>
        <translation>
            <numerusform>%n later, not ready</numerusform>
            <numerusform>%n later, not ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perhaps cancelled</source>
        <translation>
            <numerusform>%n perhaps cancelled</numerusform>
            <numerusform>%n perhaps cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n opened</numerusform>
            <numerusform>%n opened</numerusform>
        </translation>
    </message>
    <message>
        <source>perhaps cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {value} · {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>previous {value}, {why} · {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n older outside the period, the last {when}.</source>
        <translation>
            <numerusform>%n older outside the period, {when}.</numerusform>
            <numerusform>%n older outside the period, the last {when}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Own scale (Shift+E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of the two is a limit, not a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several values at the same time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not known which of the two came first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a result in between was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a result in between has no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line is broken before it: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preliminary (dashed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked by the laboratory</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n result(s) drawn.</source>
        <translation>
            <numerusform>{name}: %n result drawn.</numerusform>
            <numerusform>{name}: %n results drawn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lowest: {value}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest: {value}, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>My &amp;look-ups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whom to call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep open at the &amp;bedside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Drill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock &amp;window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log &amp;out and clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Another version is cancelled; which is newer is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent again; the original was withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitPanel</name>
    <message>
        <source>Open the browser again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the login page in the browser is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the browser did not open: copy the address and open it in a browser on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what is running (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowPages</name>
    <message>
        <source>The client is set up.</source>
        <extracomment>Messages of a service that does not answer, or of a program that cannot ask: with them whom to call is offered.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to log in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
