<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nn_NO" sourcelanguage="en">
<context>
    <name>AccessBasis</name>
    <message>
        <source>Consent from the patient</source>
        <translation>Samtykke frå pasienten</translation>
    </message>
    <message>
        <source>The patient has consented to this look-up. The consent covers this course of treatment.</source>
        <translation>Pasienten har samtykt til at du slår opp. Samtykket gjeld for dette behandlingsforløpet.</translation>
    </message>
    <message>
        <source>Choose this only when the patient has in fact consented. It does not open information that the patient has restricted.</source>
        <translation>Vel dette berre når pasienten faktisk har samtykt. Gir ikkje tilgang til opplysningar pasienten har sperra.</translation>
    </message>
    <message>
        <source>Exempt from consent</source>
        <translation>Unntak frå samtykke</translation>
    </message>
    <message>
        <source>Your role is exempt from the consent requirement, for example the patient&apos;s GP, or a doctor or nurse in specialist care and the emergency care chain.</source>
        <translation>Rolla di er unnateken frå kravet om samtykke, til dømes fastlege, eller lege og sjukepleiar i spesialisthelsetenesta og den akuttmedisinske kjeda.</translation>
    </message>
    <message>
        <source>You must need the information to give responsible care. It does not open information that the patient has restricted.</source>
        <translation>Krev tenestleg behov: oppslaget må vere nødvendig for å gi forsvarleg helsehjelp. Gir ikkje tilgang til opplysningar pasienten har sperra.</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Akuttsituasjon</translation>
    </message>
    <message>
        <source>It is an emergency, and it is not possible or safe to obtain consent first.</source>
        <translation>Situasjonen er akutt, og det er ikkje mogleg eller forsvarleg å innhente samtykke først.</translation>
    </message>
    <message>
        <source>Only for a real emergency. It does not open information that the patient has restricted.</source>
        <translation>Skal berre brukast i ein reell akuttsituasjon. Gir ikkje tilgang til opplysningar pasienten har sperra.</translation>
    </message>
    <message>
        <source>Consent to open restricted information</source>
        <translation>Samtykke til å opne sperra opplysningar</translation>
    </message>
    <message>
        <source>The patient has restricted information and has consented to your opening it now.</source>
        <translation>Pasienten har sperra opplysningar, og har samtykt til at du opnar dei no.</translation>
    </message>
    <message>
        <source>The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged separately and may be shown to the patient.</source>
        <translation>Pasienten har sperra desse opplysningane. Samtykke til vanleg oppslag er ikkje nok. Opninga blir logga særskilt og kan visast for pasienten.</translation>
    </message>
    <message>
        <source>Emergency: open restricted information</source>
        <translation>Akuttsituasjon: opne sperra opplysningar</translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see information that the patient has restricted.</source>
        <translation>Det står om liv eller alvorleg helseskade, og du må sjå opplysningar som pasienten har sperra.</translation>
    </message>
    <message>
        <source>You are opening information against the patient&apos;s restriction, on grounds of necessity. This is logged separately, may be shown to the patient and may be reviewed afterwards.</source>
        <translation>Du opnar opplysningar mot sperringa til pasienten, grunngitt i nødrett. Opninga blir logga særskilt, kan visast for pasienten og kan bli kontrollert i ettertid.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Samtykke</translation>
    </message>
    <message>
        <source>The patient has consented to this look-up.</source>
        <translation>Pasienten har samtykt til at du slår opp.</translation>
    </message>
    <message>
        <source>Only when the patient has in fact consented. Does not open what is restricted.</source>
        <translation>Berre når pasienten faktisk har samtykt. Opnar ikkje det som er sperra.</translation>
    </message>
    <message>
        <source>Your role is exempt, for example a GP or a doctor in the emergency care chain.</source>
        <translation>Rolla di er unnateken, til dømes fastlege eller lege i akuttkjeda.</translation>
    </message>
    <message>
        <source>You must need it to give responsible care. Does not open what is restricted.</source>
        <translation>Må vere nødvendig for forsvarleg helsehjelp. Opnar ikkje det som er sperra.</translation>
    </message>
    <message>
        <source>Not possible or safe to obtain consent first.</source>
        <translation>Ikkje mogleg eller forsvarleg å hente inn samtykke først.</translation>
    </message>
    <message>
        <source>Only in a real emergency. Does not open what the patient has restricted.</source>
        <translation>Berre i ein reell akuttsituasjon. Opnar ikkje det pasienten har sperra.</translation>
    </message>
    <message>
        <source>Consent to open</source>
        <translation>Samtykke til å opne</translation>
    </message>
    <message>
        <source>The patient has consented now. Consent to an ordinary look-up is not enough.</source>
        <translation>Pasienten har samtykt no. Samtykke til vanleg oppslag er ikkje nok.</translation>
    </message>
    <message>
        <source>Emergency: open</source>
        <translation>Opning i akuttsituasjon</translation>
    </message>
    <message>
        <source>Life or serious harm is at stake, and you must see what the patient has restricted.</source>
        <translation>Det står om liv eller alvorleg helseskade, og du må sjå det pasienten har sperra.</translation>
    </message>
    <message>
        <source>Open: consent</source>
        <translation>Opning: samtykke</translation>
    </message>
    <message>
        <source>Open: emergency</source>
        <translation>Opning: akutt</translation>
    </message>
</context>
<context>
    <name>BasisPicker</name>
    <message>
        <source>Basis for access</source>
        <translation>Grunnlag for tilgang</translation>
    </message>
    <message>
        <source>Choose the basis that applies to this look-up. You must need the information to give care to this patient. The look-up is logged, and the patient can see your name, your organisation and the basis on Helsenorge.</source>
        <translation>Vel grunnlaget som gjeld for dette oppslaget. Du må ha tenestleg behov. Oppslaget blir logga, og pasienten kan sjå namnet ditt, verksemda og grunnlaget på Helsenorge.</translation>
    </message>
    <message>
        <source>The look-up is logged and may be shown to the patient.</source>
        <translation>Oppslaget blir logga og kan visast for pasienten.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Stadfest</translation>
    </message>
    <message>
        <source>Confirm that it is an emergency</source>
        <translation>Stadfest at det er ein akuttsituasjon</translation>
    </message>
    <message>
        <source>Confirm that it is an emergency ({keys})</source>
        <translation>Stadfest at det er ein akuttsituasjon ({keys})</translation>
    </message>
    <message>
        <source>Restricted results are opened in two steps of their own, and only when the service reports them.</source>
        <translation>Sperra svar blir opna i eigne to steg, og berre når tenesta melder dei.</translation>
    </message>
    <message>
        <source>The last two open restricted results, in two steps of their own.</source>
        <translation>Dei to siste opnar sperra svar, i eigne to steg.</translation>
    </message>
    <message>
        <source>Only in a real emergency. Confirm it: Enter or Alt+A.</source>
        <translation>Berre i ein reell akuttsituasjon. Stadfest: Enter eller Alt+A.</translation>
    </message>
</context>
<context>
    <name>ClientImport</name>
    <message>
        <source>Choose the file that was downloaded there for this client. Nothing was changed here.</source>
        <translation>Vel fila som vart lasta ned der for denne klienten. Ingenting er endra her.</translation>
    </message>
    <message>
        <source>The file could not be read: {file}.</source>
        <translation>Fila let seg ikkje lese: {file}.</translation>
    </message>
    <message>
        <source>This is not a configuration file from HelseID Selvbetjening: it lacks {where}.</source>
        <translation>Dette er ikkje ei konfigurasjonsfil frå HelseID Selvbetjening: {where} manglar.</translation>
    </message>
    <message>
        <source>{where}: the file does not say which client it belongs to.</source>
        <translation>{where}: fila seier ikkje kva klient ho høyrer til.</translation>
    </message>
    <message>
        <source>Use the whole configuration file from HelseID Selvbetjening, not the key alone.</source>
        <translation>Bruk heile konfigurasjonsfila frå HelseID Selvbetjening, ikkje berre nøkkelen.</translation>
    </message>
    <message>
        <source>{where}: the file is for {found}, and this program is set up for {wanted}.</source>
        <translation>{where}: fila gjeld {found}, medan programmet er sett opp for {wanted}.</translation>
    </message>
    <message>
        <source>Download the client&apos;s file from the Selvbetjening of {wanted}, or change profile.name in the settings.</source>
        <translation>Last ned fila til klienten frå Selvbetjening for {wanted}, eller endre profile.name i innstillingane.</translation>
    </message>
    <message>
        <source>{where}: nobody can log in with this client: authorization_code is missing.</source>
        <translation>{where}: ingen kan logge inn med denne klienten: authorization_code manglar.</translation>
    </message>
    <message>
        <source>Register a client with user login (authorization_code) in Selvbetjening and download its file.</source>
        <translation>Registrer ein klient med brukarinnlogging (authorization_code) i Selvbetjening, og last ned fila til klienten.</translation>
    </message>
    <message>
        <source>{where}: the client lacks {scopes}.</source>
        <translation>{where}: klienten manglar {scopes}.</translation>
    </message>
    <message>
        <source>Add them to the client in Selvbetjening and download the file again.</source>
        <translation>Legg dei til på klienten i Selvbetjening, og last ned fila på nytt.</translation>
    </message>
    <message>
        <source>{where}: no address for the answer from the browser.</source>
        <translation>{where}: inga adresse for svaret frå nettlesaren.</translation>
    </message>
    <message>
        <source>{where}: of the addresses, {count} cannot be used.</source>
        <translation>{where}: {count} av adressene kan ikkje brukast.</translation>
    </message>
    <message>
        <source>{where}: there is only one.</source>
        <translation>{where}: det er berre éi.</translation>
    </message>
    <message>
        <source>{where}: the RSA key has {bits} bits.</source>
        <translation>{where}: RSA-nøkkelen har {bits} bit.</translation>
    </message>
    <message>
        <source>3072 or more are advised; HelseID&apos;s own tools make 4096. Make a larger key at the next opportunity.</source>
        <translation>3072 eller meir er tilrådd; verktøya til HelseID lagar 4096. Lag ein større nøkkel ved neste høve.</translation>
    </message>
    <message>
        <source>{where}: there is no key in the file that can be used ({why}).</source>
        <translation>{where}: fila har ingen nøkkel som kan brukast ({why}).</translation>
    </message>
    <message>
        <source>Make a new key for the client in Selvbetjening and download its whole file.</source>
        <translation>Lag ein ny nøkkel for klienten i Selvbetjening og last ned heile fila.</translation>
    </message>
    <message>
        <source>Register some, such as http://localhost:11731/callback, in Selvbetjening and download the file again.</source>
        <translation>Registrer nokre, til dømes http://localhost:11731/callback, i Selvbetjening, og last ned fila på nytt.</translation>
    </message>
    <message>
        <source>They must be http, this machine, and in production a fixed port: http://localhost:11731/callback. Correct them in Selvbetjening and download the file again.</source>
        <translation>Dei må vere http, til denne maskina og i produksjon med fast port: http://localhost:11731/callback. Rett dei i Selvbetjening, og last ned fila på nytt.</translation>
    </message>
    <message>
        <source>Register five, with ports below 32768 that are far apart, so that one that is in use or reserved does no harm.</source>
        <translation>Registrer fem, med portar under 32768 som ligg langt frå kvarandre, slik at éin som er oppteken eller reservert, ikkje skadar.</translation>
    </message>
    <message>
        <source>See that the path is right and that this account may read the file.</source>
        <translation>Sjå til at stigen er rett, og at denne kontoen får lese fila.</translation>
    </message>
</context>
<context>
    <name>ClosedCover</name>
    <message>
        <source>Closed from the EHR</source>
        <translation>Lukka frå EPJ</translation>
    </message>
    <message>
        <source>The EHR has ended</source>
        <translation>EPJ er avslutta</translation>
    </message>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s), and you are logged out.</source>
        <translation>
            <numerusform>Alt her blir sletta om %n sekund, og du blir logga ut.</numerusform>
            <numerusform>Alt her blir sletta om %n sekund, og du blir logga ut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s).</source>
        <translation>
            <numerusform>Alt her blir sletta om %n sekund.</numerusform>
            <numerusform>Alt her blir sletta om %n sekund.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete now</source>
        <translation>Slett no</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behald</translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Help</source>
        <translation>Hjelp</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>Still fetching: {fetched} of {total} reports</source>
        <translation>Hentar framleis: {fetched} av {total} rapportar</translation>
    </message>
    <message numerus="yes">
        <source>Incomplete: %n report(s) fetched</source>
        <translation>
            <numerusform>Ufullstendig: %n rapport henta</numerusform>
            <numerusform>Ufullstendig: %n rapportar henta</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: {fetched} of {total} reports fetched</source>
        <translation>Ufullstendig: {fetched} av {total} rapportar henta</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s), and more that is not shown</source>
        <translation>
            <numerusform>%n rapport, og meir som ikkje blir vist</numerusform>
            <numerusform>%n rapportar, og meir som ikkje blir vist</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n rapport</numerusform>
            <numerusform>%n rapportar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n svar</numerusform>
            <numerusform>%n svar</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything: laboratories and older answers may be missing.</source>
        <translation>Ikkje alt: laboratorium og eldre svar kan mangle.</translation>
    </message>
    <message>
        <source>Not everything: laboratories and answers from before {date} may be missing.</source>
        <translation>Ikkje alt: laboratorium og svar frå før {date} kan mangle.</translation>
    </message>
    <message>
        <source>Not everything: laboratories may be missing, and answers from before they delivered here.</source>
        <translation>Ikkje alt: laboratorium kan mangle, og svar frå før dei leverte hit.</translation>
    </message>
    <message>
        <source>Images and attachments: at the laboratory.</source>
        <translation>Bilete og vedlegg: hos laboratoriet.</translation>
    </message>
    <message>
        <source>Answers from before a laboratory began to deliver may be missing.</source>
        <translation>Svar frå før eit laboratorium byrja å levere, kan mangle.</translation>
    </message>
    <message>
        <source>Answers from before {date} may be missing.</source>
        <translation>Svar frå før {date} kan mangle.</translation>
    </message>
    <message numerus="yes">
        <source>%n laboratory(s)</source>
        <translation>
            <numerusform>%n laboratorium</numerusform>
            <numerusform>%n laboratorium</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing fetched: {why}</source>
        <translation>Ingenting henta: {why}</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld</source>
        <translation>
            <numerusform>%n blir halde tilbake</numerusform>
            <numerusform>%n blir haldne tilbake</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not readable</source>
        <translation>
            <numerusform>%n kunne ikkje lesast</numerusform>
            <numerusform>%n kunne ikkje lesast</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new since the fetch before</source>
        <translation>
            <numerusform>%n ny sidan førre henting</numerusform>
            <numerusform>%n nye sidan førre henting</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing new since the fetch before</source>
        <translation>ingen nye sidan førre henting</translation>
    </message>
    <message>
        <source>fetched {date}</source>
        <translation>henta {date}</translation>
    </message>
    <message numerus="yes">
        <source>Still fetching: %n report(s) so far</source>
        <translation>
            <numerusform>Hentar framleis: %n rapport så langt</numerusform>
            <numerusform>Hentar framleis: %n rapportar så langt</numerusform>
        </translation>
    </message>
    <message>
        <source>{results} on another kind of number or an invalid one, shown apart</source>
        <translation>{results} står på annan nummertype eller ugyldig nummer og er viste for seg</translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n opna</numerusform>
            <numerusform>%n opna</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) by another type of number shown apart</source>
        <translation>
            <numerusform>%n svar på annan nummertype blir viste for seg</numerusform>
            <numerusform>%n svar på annan nummertype blir viste for seg</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown apart</source>
        <translation>
            <numerusform>%n blir viste for seg</numerusform>
            <numerusform>%n blir viste for seg</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cultures</name>
    <message>
        <source>Date not given</source>
        <translation>Dato ikkje oppgitt</translation>
    </message>
    <message>
        <source>Specimen not given</source>
        <translation>Prøvemateriale ikkje oppgitt</translation>
    </message>
    <message>
        <source>{name} (was {before})</source>
        <translation>{name} (var {before})</translation>
    </message>
    <message>
        <source>{name} (replaced: {now})</source>
        <translation>{name} (erstatta: {now})</translation>
    </message>
    <message>
        <source>Parts are not final</source>
        <translation>Delar er ikkje endelege</translation>
    </message>
    <message>
        <source>Parts are in a newer version</source>
        <translation>Delar står i ein nyare versjon</translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation>det dette står under, er kansellert</translation>
    </message>
    <message>
        <source>cancelled in a newer version</source>
        <translation>kansellert i ein nyare versjon</translation>
    </message>
    <message>
        <source>see note</source>
        <translation>sjå kommentar</translation>
    </message>
    <message>
        <source>another answer: {what}</source>
        <translation>eit anna svar: {what}</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n kansellert</numerusform>
            <numerusform>%n kansellerte</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing sent</source>
        <translation>ikkje oppgitt</translation>
    </message>
    <message>
        <source>replaced: {organism}</source>
        <translation>erstatta: {organism}</translation>
    </message>
    <message>
        <source>was {organism}</source>
        <translation>var {organism}</translation>
    </message>
    <message>
        <source>No report was recognised as microbiology. What goes by other names stands among the reports.</source>
        <translation>Ingen svar blei kjende att som mikrobiologi. Svar under andre namn står blant rapportane.</translation>
    </message>
    <message>
        <source>So far no report was recognised as microbiology. Not all reports have been fetched.</source>
        <translation>Så langt er ingen svar kjende att som mikrobiologi. Ikkje alle rapportane er henta.</translation>
    </message>
    <message>
        <source>Incomplete: not all reports have been fetched.</source>
        <translation>Ufullstendig: ikkje alle svar er henta.</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} samples</source>
        <translation>Filtrert: {shown} av {all} prøver</translation>
    </message>
    <message>
        <source>Microbiological samples</source>
        <translation>Mikrobiologiske prøver</translation>
    </message>
    <message>
        <source>Susceptibilities</source>
        <translation>Resistensbestemming</translation>
    </message>
    <message>
        <source>The sample</source>
        <translation>Prøva</translation>
    </message>
    <message>
        <source>part {n} of {m}</source>
        <translation>del {n} av {m}</translation>
    </message>
    <message>
        <source>Antibiotic</source>
        <translation>Antibiotikum</translation>
    </message>
    <message numerus="yes">
        <source>{name} (%n finding(s))</source>
        <translation>
            <numerusform>{name} (%n funn)</numerusform>
            <numerusform>{name} (%n funn)</numerusform>
        </translation>
    </message>
    <message>
        <source>isolate {n} of {m}</source>
        <translation>isolat {n} av {m}</translation>
    </message>
    <message>
        <source>Earlier from {material}</source>
        <translation>Tidlegare frå {material}</translation>
    </message>
    <message numerus="yes">
        <source>Samples %n</source>
        <translation>
            <numerusform>Prøver %n</numerusform>
            <numerusform>Prøver %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resistance %n</source>
        <comment>isolates that were tested</comment>
        <translation>
            <numerusform>Resistens %n</numerusform>
            <numerusform>Resistens %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>The whole report (Enter)</source>
        <translation>Heile rapporten (Enter)</translation>
    </message>
    <message>
        <source>Growth and findings</source>
        <translation>Vekst og funn</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ventar på svar</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Ikkje påvist</translation>
    </message>
    <message>
        <source>MIC in mg/L</source>
        <translation>MIC i mg/L</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) on another kind of number or an invalid one: see the reports</source>
        <translation>
            <numerusform>%n prøve på annan nummertype eller ugyldig nummer: sjå rapportane</numerusform>
            <numerusform>%n prøver på annan nummertype eller ugyldig nummer: sjå rapportane</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) in older versions: see the reports</source>
        <translation>
            <numerusform>%n prøve i eldre versjonar: sjå rapportane</numerusform>
            <numerusform>%n prøver i eldre versjonar: sjå rapportane</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting %n: {what}</source>
        <comment>samples</comment>
        <translation>
            <numerusform>Ventar %n: {what}</numerusform>
            <numerusform>Ventar %n: {what}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} found {day}</source>
        <translation>{name} påvist {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>samples</comment>
        <translation>
            <numerusform>%n til</numerusform>
            <numerusform>%n til</numerusform>
        </translation>
    </message>
    <message>
        <source>, susceptibility not ready</source>
        <translation>, resistens ikkje klar</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>ikkje oppgitt</translation>
    </message>
</context>
<context>
    <name>DayText</name>
    <message>
        <source>Date not given</source>
        <translation>Dato ikkje oppgitt</translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>i går</translation>
    </message>
</context>
<context>
    <name>DeskController</name>
    <message>
        <source>Starting the login …</source>
        <translation>Startar innlogginga …</translation>
    </message>
    <message>
        <source>Changing the organisation …</source>
        <translation>Byter verksemd …</translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation>Spør etter prøvesvar …</translation>
    </message>
    <message>
        <source>Opening restricted results …</source>
        <translation>Opnar sperra svar …</translation>
    </message>
    <message>
        <source>That basis is locked.</source>
        <translation>Det grunnlaget er låst.</translation>
    </message>
    <message>
        <source>The number has just come: read it, then press Enter.</source>
        <translation>Nummeret er nettopp kome: les det, og trykk så Enter.</translation>
    </message>
    <message>
        <source>Press Enter once more to look up with this role.</source>
        <translation>Trykk Enter éin gong til for å slå opp med denne rolla.</translation>
    </message>
    <message>
        <source>There is nothing to open here.</source>
        <translation>Her er det ingenting å opne.</translation>
    </message>
    <message>
        <source>Logged out. Number, basis, role and results are cleared.</source>
        <translation>Logga ut. Nummer, grunnlag, rolle og svar er fjerna.</translation>
    </message>
    <message>
        <source>Reading the settings again …</source>
        <translation>Les innstillingane på nytt …</translation>
    </message>
    <message>
        <source>Nothing is opened.</source>
        <translation>Ingenting er opna.</translation>
    </message>
    <message>
        <source>The opening is ended.</source>
        <translation>Opninga er avslutta.</translation>
    </message>
    <message>
        <source>The opening is over: its time has run out.</source>
        <translation>Opninga er over: tida er ute.</translation>
    </message>
    <message>
        <source>It takes both steps to open again.</source>
        <translation>Skal svara opnast igjen, må begge stega takast på nytt.</translation>
    </message>
    <message>
        <source>The browser was opened again.</source>
        <translation>Nettlesaren blei opna igjen.</translation>
    </message>
    <message>
        <source>You are logged out here, but the browser may still be logged in to HelseID.</source>
        <translation>Du er logga ut her, men nettlesaren kan framleis vere logga inn i HelseID.</translation>
    </message>
    <message>
        <source>Close all windows of the browser, above all where others use this machine.</source>
        <translation>Lukk alle vindauga i nettlesaren, særleg der andre bruker maskina.</translation>
    </message>
    <message>
        <source>Filled in for you: look at role and organisation, then press Enter.</source>
        <translation>Fylt ut for deg: sjå på rolle og verksemd, og trykk Enter.</translation>
    </message>
    <message>
        <source>Nothing was fetched.</source>
        <translation>Ingenting er henta.</translation>
    </message>
    <message>
        <source>Cancelled. What had come is kept; it is not complete.</source>
        <translation>Avbrote. Det som var kome, er teke vare på; det er ikkje fullstendig.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.</source>
        <translation>Avbrote. Ingenting blei henta.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was fetched.
The login page in the browser leads nowhere now: close it.</source>
        <translation>Avbrote. Ingenting vart henta.
Innloggingssida i nettlesaren fører ikkje fram lenger: lukk ho.</translation>
    </message>
    <message>
        <source>The look-up is withdrawn.</source>
        <translation>Oppslaget er trekt tilbake.</translation>
    </message>
    <message>
        <source>The look-up is withdrawn. The login goes on; Esc once more cancels that too.</source>
        <translation>Oppslaget er trekt tilbake. Innlogginga held fram; Esc ein gong til avbryt ho også.</translation>
    </message>
    <message>
        <source>Nothing was opened. What stood on the screen is kept.</source>
        <translation>Ingenting blei opna. Det som stod på skjermen, står der framleis.</translation>
    </message>
    <message>
        <source>What came before that is below: not all.</source>
        <translation>Det som kom, står under: ikkje alt.</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>Choose your HPR role.</source>
        <translation>Vel HPR-rolla di.</translation>
    </message>
    <message>
        <source>Choose the basis for access: {letters}.</source>
        <translation>Vel grunnlag for tilgang: {letters}.</translation>
    </message>
    <message>
        <source>The look-up is sent as soon as you are logged in. If you change anything, it is withdrawn.</source>
        <translation>Svara blir henta straks du er logga inn. Endrar du noko her, blir oppslaget trekt tilbake.</translation>
    </message>
    <message>
        <source>Log in first (F9).</source>
        <translation>Logg inn først (F9).</translation>
    </message>
    <message>
        <source>The results below were fetched {date}.</source>
        <translation>Svara under er frå {date}.</translation>
    </message>
    <message>
        <source>Choose the organisation.</source>
        <translation>Vel verksemda.</translation>
    </message>
    <message>
        <source>The look-up is sent as soon as that is done. If you change anything, press Enter again.</source>
        <translation>Svara blir henta straks det er gjort. Endrar du noko her, trykk Enter igjen.</translation>
    </message>
    <message>
        <source>The results below are from an earlier look-up.</source>
        <translation>Prøvesvara nedanfor er frå eit tidlegare oppslag.</translation>
    </message>
    <message>
        <source>Press Enter: then the look-up is sent as soon as you are logged in.</source>
        <translation>Trykk Enter: då blir svara henta straks du er logga inn.</translation>
    </message>
    <message>
        <source>The patient&apos;s number is missing or not valid.</source>
        <translation>Nummeret til pasienten manglar eller er ikkje gyldig.</translation>
    </message>
    <message>
        <source>Role and organisation are filled in when you are logged in. Then press Enter once more.</source>
        <translation>Rolle og verksemd blir fylte ut når du er logga inn. Trykk så Enter ein gong til.</translation>
    </message>
    <message>
        <source>You are logged in for another organisation. An ordinary look-up (Enter) changes that.</source>
        <translation>Du er logga inn for ei anna verksemd. Eit vanleg oppslag (Enter) endrar det.</translation>
    </message>
    <message>
        <source>The results are on the screen.</source>
        <translation>Prøvesvara står på skjermen.</translation>
    </message>
    <message>
        <source>You log in when you look up.</source>
        <translation>Du loggar inn når du slår opp.</translation>
    </message>
</context>
<context>
    <name>DowntimeCard</name>
    <message>
        <source>Sent to the printer</source>
        <translation>Send til skrivaren</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>Skriv ut …</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Kven du ringjer</translation>
    </message>
    <message>
        <source>Results, when the service does not answer</source>
        <translation>Prøvesvar når tenesta er nede</translation>
    </message>
    <message>
        <source>Results that cannot be opened (privacy)</source>
        <translation>Svar som ikkje kan opnast (personvern)</translation>
    </message>
    <message>
        <source>The program, the login or the machine</source>
        <translation>Programmet, innlogginga eller maskina</translation>
    </message>
    <message>
        <source>On the telephone: say who you are and where you call from, the patient&apos;s number, and which test. Write the answer down with unit, time of sampling and the name of whom you spoke with, and read it back.</source>
        <translation>I telefonen: sei kven du er og kvar du ringjer frå, nummeret til pasienten, og kva prøve det gjeld. Skriv ned svaret med eining, prøvetidspunkt og namnet på den du snakka med, og les det tilbake.</translation>
    </message>
    <message>
        <source>Sandbox: the numbers are examples, nobody can be called.</source>
        <translation>Sandkasse: numra er døme, ingen kan ringjast.</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) in the settings could not be read: somebody to call is missing here.</source>
        <translation>
            <numerusform>Éi oppføring i innstillingane kunne ikkje lesast. Her manglar det nokon å ringje.</numerusform>
            <numerusform>%n oppføringar i innstillingane kunne ikkje lesast. Her manglar det nokon å ringje.</numerusform>
        </translation>
    </message>
    <message>
        <source>Call the laboratory by the hospital&apos;s switchboard or your department&apos;s own list; about the login and the machine, your support desk. Tell the support desk that this page is empty.</source>
        <translation>Ring laboratoriet via sentralbordet på sjukehuset eller lista til avdelinga. Gjeld det innlogginga eller maskina, ring brukarstøtta der du jobbar. Sei frå til brukarstøtta om at denne sida er tom.</translation>
    </message>
    <message>
        <source>Prøvesvar, from the settings of this machine. No patient is named on this page.</source>
        <translation>Prøvesvar, frå innstillingane på denne maskina. Ingen pasient er nemnd på sida.</translation>
    </message>
    <message>
        <source>Printed {time}</source>
        <translation>Skrive ut {time}</translation>
    </message>
    <message>
        <source>{name}, telephone {number}</source>
        <translation>{name}, telefon {number}</translation>
    </message>
    <message>
        <source>It could not be printed: is the printer there?</source>
        <translation>Det kunne ikkje skrivast ut: er skrivaren der?</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Skriv ut …</translation>
    </message>
    <message>
        <source>It is not printed while the window is locked.</source>
        <translation>Det blir ikkje skrive ut medan vindauget er låst.</translation>
    </message>
    <message>
        <source>There is nobody here to call.</source>
        <translation>Her står det ingen å ringje.</translation>
    </message>
</context>
<context>
    <name>DrillController</name>
    <message>
        <source>Your organisation has switched drills off.</source>
        <translation>Verksemda di har slått av øvingar.</translation>
    </message>
    <message>
        <source>The drill could not be started, or broke off.</source>
        <translation>Øvinga kunne ikkje startast, eller ho vart broten.</translation>
    </message>
    <message>
        <source>This window is ready again.</source>
        <translation>Dette vindauget er klart att.</translation>
    </message>
</context>
<context>
    <name>DrillCover</name>
    <message>
        <source>A drill is running in a window of its own</source>
        <translation>Ei øving går i eit eige vindauge</translation>
    </message>
    <message>
        <source>Here nobody is logged in and no patient is open. This window comes back empty when the drill ends.</source>
        <translation>Her er ingen logga inn og ingen pasient open. Dette vindauget kjem tomt tilbake når øvinga er slutt.</translation>
    </message>
    <message>
        <source>&amp;End the drill</source>
        <translation>&amp;Avslutt øvinga</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>Avslutt øvinga</translation>
    </message>
</context>
<context>
    <name>DrillQuestion</name>
    <message>
        <source>Begin a drill?</source>
        <translation>Byrje ei øving?</translation>
    </message>
    <message>
        <source>The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards.</source>
        <translation>Pasienten her blir tømd, det som er kopiert, blir teke tilbake, og du blir logga ut. Øvinga har eit eige vindauge med stripete ramme og syntetiske personar; ingenting blir slått opp nokon stad. Du loggar inn att etterpå.</translation>
    </message>
    <message>
        <source>Begin the drill ({key})</source>
        <translation>Byrj øvinga ({key})</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Les opp</translation>
    </message>
    <message>
        <source>Copy with patient</source>
        <translation>Kopier med pasient</translation>
    </message>
    <message>
        <source>&amp;Save as PDF …</source>
        <translation>La&amp;gre som PDF …</translation>
    </message>
    <message>
        <source>Copies with the patient&apos;s &amp;number and name</source>
        <translation>Ta med &amp;pasient (nummer og namn) i kopiar</translation>
    </message>
    <message>
        <source>point</source>
        <translation>komma</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>mindre enn</translation>
    </message>
    <message>
        <source>less than or equal to</source>
        <translation>mindre enn eller lik</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>meir enn</translation>
    </message>
    <message>
        <source>more than or equal to</source>
        <translation>meir enn eller lik</translation>
    </message>
    <message>
        <source>{n} of {m}</source>
        <translation>{n} av {m}</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>lese tilbake</translation>
    </message>
    <message>
        <source>Arrows: next, previous · Space: read back · N: the patient&apos;s number · Esc: close</source>
        <translation>Piltastar: neste, førre · Mellomrom: lese tilbake · N: pasientnummeret · Esc: lukk</translation>
    </message>
    <message>
        <source>taken {moment}</source>
        <translation>teken {moment}</translation>
    </message>
    <message>
        <source>result awaited</source>
        <translation>svar ventar</translation>
    </message>
    <message>
        <source>New sample taken {moment}: {state}</source>
        <translation>Ny prøve teken {moment}: {state}</translation>
    </message>
    <message>
        <source>Patient {number}</source>
        <translation>Pasient {number}</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Førre</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Neste</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>{text} … The rest stands in the report.</source>
        <translation>{text} … Resten står i rapporten.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Lagre som PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Skriv ut</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Endring</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Tekstar</translation>
    </message>
    <message>
        <source>Laboratories: {names}</source>
        <translation>Laboratorium: {names}</translation>
    </message>
    <message>
        <source>earlier: {range}</source>
        <translation>tidlegare: {range}</translation>
    </message>
    <message>
        <source>Empty the clipboard</source>
        <translation>Tøm utklippstavla</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancel printing</source>
        <translation>Avbryt utskrifta</translation>
    </message>
    <message>
        <source>Making the pages …</source>
        <translation>Lagar sidene …</translation>
    </message>
    <message>
        <source>Patient: {who}</source>
        <translation>Pasient: {who}</translation>
    </message>
    <message>
        <source>[left out]</source>
        <translation>[utelate]</translation>
    </message>
    <message>
        <source>The service said that its answer is incomplete</source>
        <translation>Tenesta sa at svaret er ufullstendig</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) or report(s) withheld</source>
        <translation>
            <numerusform>%n svar eller rapport halde tilbake</numerusform>
            <numerusform>%n svar eller rapportar haldne tilbake</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar, basis: {basis}</source>
        <translation>Henta frå Pasientens prøvesvar, grunnlag: {basis}</translation>
    </message>
    <message>
        <source>Fetched from Pasientens prøvesvar {time}, basis: {basis}</source>
        <translation>Henta frå Pasientens prøvesvar {time}, grunnlag: {basis}</translation>
    </message>
    <message>
        <source>Page {n} of {m}</source>
        <translation>Side {n} av {m}</translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation>Namn ikkje oppgitt</translation>
    </message>
    <message>
        <source>date not given</source>
        <translation>dato ikkje oppgitt</translation>
    </message>
    <message>
        <source>incomplete: not everything is fetched</source>
        <translation>ufullstendig: ikkje alt er henta</translation>
    </message>
    <message>
        <source>incomplete: not everything was fetched</source>
        <translation>ufullstendig: ikkje alt blei henta</translation>
    </message>
    <message>
        <source>Printed {time}, nobody was logged in</source>
        <translation>Skrive ut {time}, ingen var logga inn</translation>
    </message>
    <message>
        <source>Printed {time} by {name}</source>
        <translation>Skrive ut {time} av {name}</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>Sendt til skrivaren</translation>
    </message>
    <message>
        <source>results</source>
        <translation>provesvar</translation>
    </message>
    <message>
        <source>Cancelled: nothing was printed or saved</source>
        <translation>Avbrote: ingenting er skrive ut eller lagra</translation>
    </message>
    <message>
        <source>It could not be printed or saved: is the printer or the folder there?</source>
        <translation>Det lét seg ikkje skrive ut eller lagre. Er skrivaren eller mappa tilgjengeleg?</translation>
    </message>
    <message>
        <source>Not printed: the pages would lie on this machine&apos;s disk meanwhile. Save as PDF, or call IT</source>
        <translation>Ikkje skrive ut: sidene ville blitt liggjande på disken til maskina imens. Lagre som PDF, eller ring IT</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} reports are listed; this one is whole</source>
        <translation>Filtrert: {shown} av {all} rapportar blir viste i lista; denne er heil</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one are not here</source>
        <translation>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer er ikkje med</numerusform>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer er ikkje med</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing in this view to copy or print</source>
        <translation>Det er ingenting å ta med i denne visninga</translation>
    </message>
    <message>
        <source>Copied · deleted after {n} s</source>
        <translation>Kopiert · blir sletta etter {n} s</translation>
    </message>
    <message>
        <source>The PDF is saved as {file}</source>
        <translation>PDF-en er lagra som {file}</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Search in the results ({key})</source>
        <translation>Søk i svara ({key})</translation>
    </message>
    <message>
        <source>Search in the results</source>
        <translation>Søk i svara</translation>
    </message>
    <message>
        <source>Names, codes, values, texts, comments and laboratories; all words count</source>
        <translation>Namn, kodar, verdiar, tekstar, kommentarar og laboratorium; alle orda må finnast</translation>
    </message>
    <message>
        <source>All times</source>
        <translation>Heile perioden</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Siste 24 timar</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Siste 7 dagar</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Siste 30 dagar</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Siste år</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Fagområde</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Periode</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markert</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikkje oppgitt</translation>
    </message>
    <message>
        <source>Deviations; not R, POS, growth</source>
        <translation>Avvik; ikkje R, POS, vekst</translation>
    </message>
    <message>
        <source>Show everything ({key})</source>
        <translation>Vis alt ({key})</translation>
    </message>
    <message numerus="yes">
        <source>%n without a date included</source>
        <comment>results</comment>
        <translation>
            <numerusform>%n utan dato er teke med</numerusform>
            <numerusform>%n utan dato er tekne med</numerusform>
        </translation>
    </message>
    <message>
        <source>more results may still come</source>
        <translation>fleire resultat kan kome</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: search for the name</source>
        <translation>
            <numerusform>… og %n til: søk etter namnet</numerusform>
            <numerusform>… og %n til: søk etter namnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Marked only</source>
        <translation>Berre merkte</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Søkjer …</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n result(s)</source>
        <translation>
            <numerusform>{found} av %n svar</numerusform>
            <numerusform>{found} av %n svar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing matches: %n result(s) hidden</source>
        <translation>
            <numerusform>Ingen treff: %n svar er skjulte</numerusform>
            <numerusform>Ingen treff: %n svar er skjulte</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) on</source>
        <translation>
            <numerusform>%n filter på</numerusform>
            <numerusform>%n filter på</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Show the hits in the table</source>
        <translation>Vis treffa i tabellen</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Vis alt</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Everything is shown again</source>
        <translation>Alt blir vist igjen</translation>
    </message>
</context>
<context>
    <name>Flowsheet</name>
    <message>
        <source>Text …</source>
        <translation>Tekst …</translation>
    </message>
    <message>
        <source>Withdrawn in a newer version</source>
        <translation>Trekt tilbake i ein nyare versjon</translation>
    </message>
    <message>
        <source>Replaced by a newer version</source>
        <translation>Erstatta av ein nyare versjon</translation>
    </message>
    <message numerus="yes">
        <source>{text} … (%n more characters, in the report)</source>
        <translation>
            <numerusform>{text} … (%n teikn til, sjå svaret)</numerusform>
            <numerusform>{text} … (%n teikn til, sjå svaret)</numerusform>
        </translation>
    </message>
    <message>
        <source>Name not given</source>
        <translation>Namn ikkje oppgitt</translation>
    </message>
    <message numerus="yes">
        <source>%n results at this time</source>
        <translation>
            <numerusform>%n svar på dette tidspunktet</numerusform>
            <numerusform>%n svar på dette tidspunktet</numerusform>
        </translation>
    </message>
    <message>
        <source>Of this time one result is cancelled and one stands: ask the laboratory which is valid.</source>
        <translation>På dette tidspunktet er eitt svar kansellert og eitt står: spør laboratoriet kva svar som gjeld.</translation>
    </message>
    <message>
        <source>its report did not come</source>
        <translation>svaret det høyrer til, kom ikkje</translation>
    </message>
    <message>
        <source>what it belongs to was cancelled</source>
        <translation>det som det høyrer til, er kansellert</translation>
    </message>
    <message>
        <source>registered on another kind of number or an invalid one</source>
        <translation>registrert på annan nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>{name}, {time}: no result</source>
        <translation>{name}, {time}: ikkje svar</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Eining</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Discipline not given</source>
        <translation>Fagområde ikkje oppgitt</translation>
    </message>
    <message>
        <source>{discipline}, registered on another kind of number or an invalid one</source>
        <translation>{discipline}, registrert på annan nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>other reference ranges earlier</source>
        <translation>andre referanseområde tidlegare</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Utan dato</translation>
    </message>
    <message>
        <source>Making the table …</source>
        <translation>Lagar tabellen …</translation>
    </message>
    <message>
        <source>Cumulative table</source>
        <translation>Tabell over tid</translation>
    </message>
    <message>
        <source>Filtered: {shown} of {all} rows</source>
        <translation>Filtrert: {shown} av {all} rader</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n rad</numerusform>
            <numerusform>%n rader</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: more may come</source>
        <translation>Ufullstendig: meir kan kome</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) on another kind of number or an invalid one ({results}) not among them</source>
        <translation>
            <numerusform>%n rad på annan nummertype eller ugyldig nummer ({results}) er ikkje med</numerusform>
            <numerusform>%n rader på annan nummertype eller ugyldig nummer ({results}) er ikkje med</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sampling time(s)</source>
        <translation>
            <numerusform>%n prøve</numerusform>
            <numerusform>%n prøver</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest at the far right</source>
        <translation>nyast til høgre</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer</numerusform>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was copied: no result stands here.</source>
        <translation>Ingenting blei kopiert: her står det ikkje noko svar.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more at this time, in their reports</source>
        <translation>
            <numerusform>… og %n til frå same tid, i rapportane sine</numerusform>
            <numerusform>… og %n til frå same tid, i rapportane sine</numerusform>
        </translation>
    </message>
    <message>
        <source>another reference</source>
        <translation>annan referanse</translation>
    </message>
    <message>
        <source>more results of that time</source>
        <translation>fleire svar frå same tid</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>kommentar</translation>
    </message>
    <message>
        <source>no reference of its own</source>
        <translation>utan eigen referanse</translation>
    </message>
    <message>
        <source>its own reference {range}</source>
        <translation>eigen referanse {range}</translation>
    </message>
    <message>
        <source>waiting for results</source>
        <translation>ventar på svar</translation>
    </message>
    <message>
        <source>Copy the result</source>
        <translation>Kopier svar</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Kopier rad</translation>
    </message>
    <message>
        <source>Copy the column</source>
        <translation>Kopier kolonne</translation>
    </message>
    <message>
        <source>Add to the trend</source>
        <translation>Legg til i utvikling</translation>
    </message>
    <message>
        <source>Sort by this time</source>
        <translation>Sorter etter dette tidspunktet</translation>
    </message>
    <message>
        <source>Sort by name</source>
        <translation>Sorter etter namn</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) outside the period not here</source>
        <translation>
            <numerusform>%n svar utanfor perioden er ikkje her</numerusform>
            <numerusform>%n svar utanfor perioden er ikkje her</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>ventar</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>The row over time (Enter)</source>
        <translation>Raden over tid (Enter)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Result final, report preliminary</source>
        <translation>Svaret endeleg, rapporten førebels</translation>
    </message>
    <message numerus="yes">
        <source>Show %n apart</source>
        <translation>
            <numerusform>Vis %n for seg</numerusform>
            <numerusform>Vis %n for seg</numerusform>
        </translation>
    </message>
    <message>
        <source>another ref.</source>
        <translation>annan ref.</translation>
    </message>
    <message>
        <source>preliminary</source>
        <translation>førebels</translation>
    </message>
    <message numerus="yes">
        <source>Show %n by another type of number</source>
        <translation>
            <numerusform>Vis %n på annan nummertype</numerusform>
            <numerusform>Vis %n på annan nummertype</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n sample(s)</source>
        <translation>
            <numerusform>+%n prøve</numerusform>
            <numerusform>+%n prøver</numerusform>
        </translation>
    </message>
    <message>
        <source>samples in other rows</source>
        <translation>prøver i andre rader</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Look up</source>
        <translation>Slå opp</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>The results are hidden. Esc shows them again as long as the number is the same.</source>
        <translation>Svara er gøymde. Esc viser dei igjen så lenge nummeret er det same.</translation>
    </message>
    <message>
        <source>The number was changed: the results are hidden, and soon deleted.</source>
        <translation>Nummeret er endra: svara er gøymde og blir snart sletta.</translation>
    </message>
    <message>
        <source>Back to {number}</source>
        <translation>Tilbake til {number}</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <translation>Tilbake til svara</translation>
    </message>
</context>
<context>
    <name>GlobalShortcut</name>
    <message>
        <source>{key} does not work in other programs: another program has that key.</source>
        <translation>{key} verkar ikkje i andre program: Eit anna program bruker den tasten.</translation>
    </message>
    <message>
        <source>{key} does not work in other programs: it is a key of this window.</source>
        <translation>{key} verkar ikkje i andre program: Tasten blir brukt i dette vindauget.</translation>
    </message>
    <message>
        <source>{key} does not work in other programs: this desktop does not allow it.</source>
        <translation>{key} verkar ikkje i andre program: Dette skrivebordet tillèt det ikkje.</translation>
    </message>
    <message>
        <source>Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).</source>
        <translation>Kopier eller skriv nummeret, eller overfør det frå EPJ. Tasten er ei innstilling ({keys}).</translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>User guide</source>
        <translation>Brukarrettleiing</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapittel</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>Read the number first, then press {key} again.</source>
        <translation>Les nummeret først, og trykk så {key} igjen.</translation>
    </message>
    <message>
        <source>The number came from the EHR. Nothing is looked up before you press Enter.</source>
        <translation>Nummeret kom frå EPJ. Det blir ikkje gjort oppslag før du trykkjer Enter.</translation>
    </message>
    <message>
        <source>The number came from another program. Nothing is looked up before you press Enter.</source>
        <translation>Nummeret kom frå eit anna program. Det blir ikkje gjort oppslag før du trykkjer Enter.</translation>
    </message>
    <message>
        <source>Prøvesvar is running already in another window, which did not answer.</source>
        <translation>Prøvesvar køyrer alt i eit anna vindauge, som ikkje svarte.</translation>
    </message>
    <message>
        <source>The patient who was handed over may still come up there. To work here, type the number.</source>
        <translation>Pasienten som vart overført, kan framleis kome opp der. Skriv inn nummeret for å arbeide her.</translation>
    </message>
    <message>
        <source>Another HPR number is logged in in the EHR than here. You are asked before anything is sent.</source>
        <translation>I EPJ er eit anna HPR-nummer logga inn enn her. Du blir spurd før noko blir sendt.</translation>
    </message>
</context>
<context>
    <name>HandOverBar</name>
    <message>
        <source>Nothing was changed here.</source>
        <translation>Ingenting er endra her.</translation>
    </message>
    <message>
        <source>From the EHR</source>
        <translation>Frå EPJ</translation>
    </message>
    <message>
        <source>From another program</source>
        <translation>Frå eit anna program</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Skanna</translation>
    </message>
    <message>
        <source>{source}: no patient number</source>
        <translation>{source}: ikkje noko pasientnummer</translation>
    </message>
    <message>
        <source>{source}: change to patient {number}?</source>
        <translation>{source}: byte til pasient {number}?</translation>
    </message>
    <message>
        <source>Not chosen yet. If you change, what is shown here disappears with the basis; nothing is looked up.</source>
        <translation>Ikkje vald enno. Byter du, forsvinn det som er vist her, og grunnlaget blir fjerna; ingenting blir slått opp.</translation>
    </message>
    <message>
        <source>{source}: {number} cannot be used</source>
        <translation>{source}: {number} kan ikkje brukast</translation>
    </message>
    <message>
        <source>Change patient</source>
        <translation>Byt pasient</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behald</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Lukk meldinga</translation>
    </message>
    <message>
        <source>From the EHR: close this patient?</source>
        <translation>Frå EPJ: lukke denne pasienten?</translation>
    </message>
    <message>
        <source>From the EHR: log out and delete?</source>
        <translation>Frå EPJ: logge ut og slette?</translation>
    </message>
    <message>
        <source>Close and delete</source>
        <translation>Lukk og slett</translation>
    </message>
    <message>
        <source>Kept open at the bedside: nothing is deleted before you answer.</source>
        <translation>Blir halde ope ved pasienten: ingenting blir sletta før du svarer.</translation>
    </message>
    <message>
        <source>Log out and delete</source>
        <translation>Logg ut og slett</translation>
    </message>
    <message>
        <source>What is shown here disappears.</source>
        <translation>Det som er vist her, blir fjerna.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tastar</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Oppslag</translation>
    </message>
    <message>
        <source>Restricted results</source>
        <translation>Sperra svar</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Vindauget</translation>
    </message>
    <message>
        <source>Help and set-up</source>
        <translation>Hjelp og oppsett</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Visingar</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Copy, read aloud, print</source>
        <translation>Kopiere, lese opp, skrive ut</translation>
    </message>
    <message>
        <source>In a view</source>
        <translation>I ei vising</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>something is restricted</source>
        <translation>noko er sperra</translation>
    </message>
    <message>
        <source>blocked for you or your organisation</source>
        <translation>sperra for deg eller verksemda di</translation>
    </message>
    <message>
        <source>the patient has opted out</source>
        <translation>pasienten har reservert seg</translation>
    </message>
    <message>
        <source>an unknown answer about access</source>
        <translation>eit ukjent svar om tilgang</translation>
    </message>
    <message>
        <source>the answer was incomplete</source>
        <translation>svaret var ufullstendig</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>ingenting funne</translation>
    </message>
    <message>
        <source>You ended it</source>
        <translation>Du avslutta opninga</translation>
    </message>
    <message>
        <source>Its time ran out</source>
        <translation>Tida gjekk ut</translation>
    </message>
    <message>
        <source>The number was changed</source>
        <translation>Nummeret blei endra</translation>
    </message>
    <message>
        <source>Another number was scanned</source>
        <translation>Eit anna nummer blei skanna</translation>
    </message>
    <message>
        <source>The window was locked</source>
        <translation>Vindauget blei låst</translation>
    </message>
    <message>
        <source>The login ended</source>
        <translation>Innlogginga tok slutt</translation>
    </message>
    <message>
        <source>The next look-up began</source>
        <translation>Neste oppslag byrja</translation>
    </message>
    <message>
        <source>The patient was cleared</source>
        <translation>Pasienten blei fjerna frå skjermen</translation>
    </message>
    <message>
        <source>You logged out</source>
        <translation>Du logga ut</translation>
    </message>
    <message>
        <source>The program was closed</source>
        <translation>Programmet blei lukka</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Avbrote</translation>
    </message>
    <message>
        <source>Opening: start</source>
        <translation>Opning: start</translation>
    </message>
    <message>
        <source>Opening: stop</source>
        <translation>Opning: slutt</translation>
    </message>
    <message>
        <source>Look-up, opened</source>
        <translation>Oppslag, opna</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Oppslag</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Utført</translation>
    </message>
    <message>
        <source>Done, not everything came</source>
        <translation>Ufullstendig</translation>
    </message>
    <message>
        <source>{done}: {found}</source>
        <translation>{done}: {found}</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislukkast</translation>
    </message>
    <message>
        <source>Failed: {error}</source>
        <translation>Mislukkast: {error}</translation>
    </message>
    <message>
        <source>This machine&apos;s settings keep no access journal.</source>
        <translation>Innstillingane på denne maskina fører ingen tilgangslogg.</translation>
    </message>
    <message>
        <source>The journal on this machine is empty: nothing has been looked up yet.</source>
        <translation>Tilgangsloggen på denne maskina er tom: Ingenting er slått opp enno.</translation>
    </message>
    <message numerus="yes">
        <source>%n look-up(s) could not be recorded, for lack of room or access.</source>
        <translation>
            <numerusform>%n oppslag kunne ikkje registrerast fordi det mangla plass eller tilgang.</numerusform>
            <numerusform>%n oppslag kunne ikkje registrerast fordi det mangla plass eller tilgang.</numerusform>
        </translation>
    </message>
    <message>
        <source>Written by a newer version</source>
        <translation>Ført av ein nyare versjon</translation>
    </message>
    <message>
        <source>The journal on this machine is NOT whole: see lines {lines}. Tell your IT department.</source>
        <translation>Tilgangsloggen på denne maskina er IKKJE heil: sjå linje {lines}. Sei frå til IT-avdelinga.</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s)</source>
        <translation>
            <numerusform>%n rapport</numerusform>
            <numerusform>%n rapportar</numerusform>
        </translation>
    </message>
    <message>
        <source>The journal on this machine is whole: lines {first}–{last}, of everyone who uses it.</source>
        <translation>Ingen linjer manglar i tilgangsloggen på denne maskina: linje {first}–{last}, frå alle som bruker henne.</translation>
    </message>
</context>
<context>
    <name>JournalDialog</name>
    <message>
        <source>My look-ups</source>
        <translation>Oppslaga mine</translation>
    </message>
    <message>
        <source>The chosen line</source>
        <translation>Den valde linja</translation>
    </message>
    <message>
        <source>Nobody is logged in.</source>
        <translation>Ingen er logga inn.</translation>
    </message>
    <message>
        <source>Log in (F9) to see your own look-ups. Nobody else&apos;s are ever shown here.</source>
        <translation>Logg inn (F9) for å sjå dine eigne oppslag. Oppslaga til andre blir aldri viste her.</translation>
    </message>
    <message>
        <source>Reading the journal …</source>
        <translation>Les tilgangsloggen …</translation>
    </message>
    <message>
        <source>There are no lines of yours (HPR {number}) yet.</source>
        <translation>Det er ingen linjer om deg (HPR {number}) enno.</translation>
    </message>
    <message numerus="yes">
        <source>%n older line(s) are left out here; your organisation&apos;s log control has them.</source>
        <translation>
            <numerusform>%n eldre linje er utelaten her; loggkontrollen i verksemda har linja.</numerusform>
            <numerusform>%n eldre linjer er utelatne her; loggkontrollen i verksemda har dei.</numerusform>
        </translation>
    </message>
    <message>
        <source>My lines in the access journal</source>
        <translation>Mine linjer i tilgangsloggen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Kva</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>Copy the references</source>
        <translation>Kopier referansane</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Oppdater</translation>
    </message>
    <message>
        <source>Why opened</source>
        <translation>Kvifor opna</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referansar</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>ikkje oppgitt</translation>
    </message>
    <message>
        <source>line {number} of the journal</source>
        <translation>linje {number} i loggen</translation>
    </message>
    <message>
        <source>Patient {letter}</source>
        <translation>Pasient {letter}</translation>
    </message>
    <message>
        <source>Your lines (HPR {number}), newest first. Same letter, same patient. Name and number are not kept.</source>
        <translation>Dine linjer (HPR {number}), nyaste først. Same bokstav, same pasient. Namn og nummer blir ikkje lagra.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Go to the HPR role.</source>
        <translation>Gå til HPR-rolla.</translation>
    </message>
    <message>
        <source>Search in the results.</source>
        <translation>Søk i svara.</translation>
    </message>
    <message>
        <source>Filters.</source>
        <translation>Filter.</translation>
    </message>
    <message>
        <source>Show everything again.</source>
        <translation>Vis alt att.</translation>
    </message>
    <message>
        <source>Reports: the next hit.</source>
        <translation>Rapportar: neste treff.</translation>
    </message>
    <message>
        <source>Reports: the hit before it.</source>
        <translation>Rapportar: treffet før.</translation>
    </message>
    <message>
        <source>Overview.</source>
        <translation>Oversikt.</translation>
    </message>
    <message>
        <source>Table.</source>
        <translation>Tabell.</translation>
    </message>
    <message>
        <source>Reports.</source>
        <translation>Rapportar.</translation>
    </message>
    <message>
        <source>Microbiology.</source>
        <translation>Mikrobiologi.</translation>
    </message>
    <message>
        <source>Microbiology: resistance, and back.</source>
        <translation>Mikrobiologi: resistens, og tilbake.</translation>
    </message>
    <message>
        <source>Trend.</source>
        <translation>Utvikling.</translation>
    </message>
    <message>
        <source>Trend and reports: back.</source>
        <translation>Utvikling og rapportar: tilbake.</translation>
    </message>
    <message>
        <source>Copy what is chosen.</source>
        <translation>Kopier det som er valt.</translation>
    </message>
    <message>
        <source>Copy the whole view.</source>
        <translation>Kopier heile visinga.</translation>
    </message>
    <message>
        <source>Print the view.</source>
        <translation>Skriv ut visinga.</translation>
    </message>
    <message>
        <source>Save the view as PDF.</source>
        <translation>Lagre visinga som PDF.</translation>
    </message>
    <message>
        <source>Lock the window.</source>
        <translation>Lås vindauget.</translation>
    </message>
    <message>
        <source>Log in.</source>
        <translation>Logg inn.</translation>
    </message>
    <message>
        <source>My look-ups on this machine.</source>
        <translation>Mine oppslag her.</translation>
    </message>
    <message>
        <source>Self-check.</source>
        <translation>Sjølvsjekk.</translation>
    </message>
    <message>
        <source>This list of keys.</source>
        <translation>Denne lista over tastar.</translation>
    </message>
    <message>
        <source>{purpose} ({keys})</source>
        <translation>{purpose} ({keys})</translation>
    </message>
    <message>
        <source>Trend: remove the examination.</source>
        <translation>Utvikling: fjern denne.</translation>
    </message>
    <message>
        <source>Trend: the results in a table, and back.</source>
        <translation>Utvikling: svara i tabell, og tilbake.</translation>
    </message>
    <message>
        <source>Reports: unfold, fold.</source>
        <translation>Rapportar: fald ut, inn.</translation>
    </message>
    <message>
        <source>End the opening.</source>
        <translation>Avslutt opninga.</translation>
    </message>
    <message>
        <source>Trend: a shorter period, longer.</source>
        <translation>Utvikling: kortare periode, lengre.</translation>
    </message>
    <message>
        <source>Trend: own scale, and back.</source>
        <translation>Utvikling: eigen skala, og tilbake.</translation>
    </message>
    <message>
        <source>The EHR asks: change patient.</source>
        <translation>EPJ spør: byt pasient.</translation>
    </message>
    <message>
        <source>Settings.</source>
        <translation>Innstillingar.</translation>
    </message>
    <message>
        <source>Drill with synthetic people.</source>
        <translation>Øving, syntetiske personar.</translation>
    </message>
    <message>
        <source>New patient: all here is gone.</source>
        <translation>Ny pasient: alt her er borte.</translation>
    </message>
    <message>
        <source>The chosen result in huge type.</source>
        <translation>Det valde svaret i stor skrift.</translation>
    </message>
    <message>
        <source>Smaller again.</source>
        <translation>Mindre att.</translation>
    </message>
    <message>
        <source>{key} twice</source>
        <translation>{key} to gonger</translation>
    </message>
    <message>
        <source>Emergency; A outside fields.</source>
        <translation>Akutt; A utanfor tekstfelt.</translation>
    </message>
    <message>
        <source>The next part of the window.</source>
        <translation>Til neste del av vindauget.</translation>
    </message>
    <message>
        <source>The EHR asks: keep patient.</source>
        <translation>EPJ spør: behald.</translation>
    </message>
    <message>
        <source>Table: previous, next result.</source>
        <translation>Tabell: førre, neste svar.</translation>
    </message>
    <message>
        <source>Take back what was copied.</source>
        <translation>Fjern det som er kopiert.</translation>
    </message>
    <message>
        <source>Table: the cell&apos;s report.</source>
        <translation>Tabell: rapporten til cella.</translation>
    </message>
    <message>
        <source>Keep open at the bedside for 15 minutes.</source>
        <translation>Hald ope ved pasienten i 15 minutt.</translation>
    </message>
    <message>
        <source>End the program altogether.</source>
        <translation>Avslutt programmet heilt.</translation>
    </message>
    <message>
        <source>Larger; also Ctrl and wheel.</source>
        <translation>Større tekst; òg Ctrl og hjul.</translation>
    </message>
    <message>
        <source>Restricted results: two steps.</source>
        <translation>Opne sperra svar i to steg.</translation>
    </message>
    <message>
        <source>Fetch again: press twice.</source>
        <translation>Hent på nytt: trykk to gonger.</translation>
    </message>
    <message>
        <source>Whom to call.</source>
        <translation>Kven du ringjer.</translation>
    </message>
    <message>
        <source>Change; Esc undoes it.</source>
        <translation>Endre; Esc angrar.</translation>
    </message>
    <message>
        <source>Exempt; U outside fields.</source>
        <translation>Unntak; U utanfor tekstfelt.</translation>
    </message>
    <message>
        <source>Menu: settings, log out.</source>
        <translation>Meny: innstillingar, logg ut.</translation>
    </message>
    <message>
        <source>Look up, with a login.</source>
        <translation>Slå opp, med innlogging.</translation>
    </message>
    <message>
        <source>Consent; S outside fields.</source>
        <translation>Samtykke; S utanfor tekstfelt.</translation>
    </message>
    <message>
        <source>Anywhere: the selected number.</source>
        <translation>Overalt: hent markert nummer.</translation>
    </message>
    <message>
        <source>Overview: open the row.</source>
        <translation>Oversikt: opne rada.</translation>
    </message>
    <message>
        <source>The user guide, at this place.</source>
        <translation>Rettleiinga, på rett stad.</translation>
    </message>
    <message>
        <source>Take back, one at a time.</source>
        <translation>Angre, éin ting om gongen.</translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Starting the login …</source>
        <translation>Startar innlogginga …</translation>
    </message>
    <message>
        <source>Log in in the browser.</source>
        <translation>Logg inn i nettlesaren.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Unlock with HelseID instead</source>
        <translation>Lås opp med HelseID i staden</translation>
    </message>
    <message>
        <source>The login has ended, and the PIN with it. Unlock with HelseID.</source>
        <translation>Innlogginga er avslutta, og PIN-koden er sletta. Lås opp med HelseID.</translation>
    </message>
    <message numerus="yes">
        <source>That is not the PIN. %n try(s) left; then you are logged out.</source>
        <translation>
            <numerusform>Feil PIN-kode. %n forsøk igjen, deretter blir du logga ut.</numerusform>
            <numerusform>Feil PIN-kode. %n forsøk igjen, deretter blir du logga ut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A PIN has at least %n digit(s). That was no try.</source>
        <translation>
            <numerusform>Ein PIN-kode har minst %n siffer. Dette talde ikkje som forsøk.</numerusform>
            <numerusform>Ein PIN-kode har minst %n siffer. Dette talde ikkje som forsøk.</numerusform>
        </translation>
    </message>
    <message>
        <source>When you lock the computer&apos;s screen and unlock it, the window opens too. Or log in with HelseID.</source>
        <translation>Når du låser skjermen på maskina og låser han opp igjen, opnar vindauget seg også. Eller logg inn med HelseID.</translation>
    </message>
    <message>
        <source>Another program handed a patient over while the window was locked. Hand it over once more.</source>
        <translation>Eit anna program overførte ein pasient medan vindauget var låst. Overfør pasienten ein gong til.</translation>
    </message>
    <message>
        <source>The patient was cleared: nobody was logged in to unlock the window.</source>
        <translation>Pasienten er fjerna: ingen var logga inn og kunne ha låst opp vindauget.</translation>
    </message>
    <message>
        <source>The patient was cleared when the window was closed; the program stayed in the tray.</source>
        <translation>Pasienten vart fjerna då vindauget vart lukka. Programmet vart liggjande i systemkorga.</translation>
    </message>
    <message>
        <source>The patient was cleared at the locked window ({key}).</source>
        <translation>Pasienten vart fjerna medan vindauget var låst ({key}).</translation>
    </message>
    <message>
        <source>The login was ended: nobody had used the window for a while. The next look-up logs in again.</source>
        <translation>Innlogginga er avslutta: ingen hadde brukt vindauget på ei stund. Neste oppslag loggar inn på nytt.</translation>
    </message>
    <message>
        <source>The PIN is set. It is forgotten when you log out.</source>
        <translation>PIN-koden er sett. Han blir sletta når du loggar ut.</translation>
    </message>
    <message>
        <source>The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.</source>
        <translation>Tida for å velje PIN-kode er ute. Lås vindauget og lås det opp med HelseID for å velje ein.</translation>
    </message>
    <message>
        <source>The patient was cleared: nobody had used the window for a while.</source>
        <translation>Pasienten er fjerna: ingen hadde brukt vindauget på ei stund.</translation>
    </message>
    <message>
        <source>Forgotten: HelseID instead</source>
        <translation>Gløymt: HelseID i staden</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås opp</translation>
    </message>
    <message>
        <source>Unlock with HelseID</source>
        <translation>Lås opp med HelseID</translation>
    </message>
    <message>
        <source>The patient was cleared: closed from the EHR.</source>
        <translation>Pasienten er fjerna: lukka frå EPJ.</translation>
    </message>
    <message>
        <source>Cleared and logged out: the EHR has ended.</source>
        <translation>Sletta og logga ut: EPJ er avslutta.</translation>
    </message>
</context>
<context>
    <name>LockController</name>
    <message>
        <source>There is nothing to lock.</source>
        <translation>Det er ingenting å låse.</translation>
    </message>
    <message>
        <source>Your organisation does not let the window be kept open.</source>
        <translation>Verksemda di tillèt ikkje at vindauget blir halde ope.</translation>
    </message>
    <message>
        <source>There are no results to keep open.</source>
        <translation>Det er ingen resultat å halde opne.</translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login, so it is not known who is here.</source>
        <translation>HelseID bad ikkje om ny innlogging, så det er ikkje kjent kven som er her.</translation>
    </message>
    <message>
        <source>Unlock once more; log in anew in the browser.</source>
        <translation>Lås opp ein gong til, og logg inn på nytt i nettlesaren.</translation>
    </message>
    <message>
        <source>The window is open.</source>
        <translation>Vindauget er ope.</translation>
    </message>
    <message>
        <source>Kept open at the bedside until {time}</source>
        <translation>Blir halde ope ved pasienten til kl. {time}</translation>
    </message>
</context>
<context>
    <name>LockCover</name>
    <message>
        <source>The window is locked</source>
        <translation>Vindauget er låst</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Lås opp</translation>
    </message>
    <message>
        <source>Log out; everything that was open is deleted</source>
        <translation>Logg ut; alt som var ope, blir sletta</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>Kven du ringjer</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>Ikkje meg</translation>
    </message>
    <message>
        <source>{name} · HPR {number}</source>
        <translation>{name} · HPR {number}</translation>
    </message>
    <message>
        <source>If it is not unlocked before {time}, everything that was open is deleted.</source>
        <translation>Blir det ikkje låst opp før {time}, blir alt som var ope sletta.</translation>
    </message>
    <message>
        <source>Not me – log out and clear</source>
        <translation>Ikkje meg – logg ut og tøm</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Kven du ringjer …</translation>
    </message>
</context>
<context>
    <name>LockWarning</name>
    <message>
        <source>Press a key or move the mouse to go on.</source>
        <translation>Trykk ein tast eller rør musa for å halde fram.</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Hald ope</translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation>Hald vindauget ope</translation>
    </message>
    <message numerus="yes">
        <source>The window is locked in %n second(s): nobody has used it</source>
        <translation>
            <numerusform>Vindauget blir låst om %n sekund: ingen har brukt det</numerusform>
            <numerusform>Vindauget blir låst om %n sekund: ingen har brukt det</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoginPanel</name>
    <message>
        <source>Log in</source>
        <translation>Logg inn</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>Ikkje logga inn</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>Loggar inn</translation>
    </message>
    <message>
        <source>HPR {number}</source>
        <translation>HPR {number}</translation>
    </message>
    <message>
        <source>HPR {number} · level {level}</source>
        <translation>HPR {number} · nivå {level}</translation>
    </message>
    <message>
        <source>Logged in: {name}</source>
        <translation>Logga inn: {name}</translation>
    </message>
    <message>
        <source>Session ends in {minutes} min</source>
        <translation>Økta sluttar om {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation>{minutes} min igjen</translation>
    </message>
    <message>
        <source>Session ends at any moment</source>
        <translation>Økta sluttar når som helst</translation>
    </message>
    <message>
        <source>Ends now</source>
        <translation>Sluttar no</translation>
    </message>
    <message>
        <source>HelseID ends it then, whatever is done here. After that, log in again.</source>
        <translation>HelseID avsluttar økta då, same kva som blir gjort her. Logg deretter inn på nytt.</translation>
    </message>
    <message numerus="yes">
        <source>The program&apos;s key ends in %n day(s)</source>
        <translation>
            <numerusform>Nøkkelen til programmet går ut om %n dag</numerusform>
            <numerusform>Nøkkelen til programmet går ut om %n dagar</numerusform>
        </translation>
    </message>
    <message>
        <source>Key: {days} d</source>
        <translation>Nøkkel: {days} d</translation>
    </message>
    <message>
        <source>Nobody can log in here after that. Tell your IT department: it is replaced at HelseID Selvbetjening.</source>
        <translation>Etter det kan ingen logge inn her. Sei frå til IT-avdelinga: Nøkkelen blir bytt i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>▲ Clock wrong</source>
        <translation>▲ Feil klokke</translation>
    </message>
    <message>
        <source>Times here are corrected. Set the clock right, or tell your IT department.</source>
        <translation>Tidspunkta her er retta. Still klokka, eller sei frå til IT-avdelinga.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minutt</numerusform>
            <numerusform>%n minutt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n timar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n dag</numerusform>
            <numerusform>%n dagar</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} behind</source>
        <translation>▲ Klokka på maskina er {amount} etter</translation>
    </message>
    <message>
        <source>▲ This machine&apos;s clock is {amount} ahead</source>
        <translation>▲ Klokka på maskina er {amount} føre</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Prøvesvar – sandbox</source>
        <translation>Prøvesvar – sandkasse</translation>
    </message>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>TEST – synthetic people only. Not for treating patients.</source>
        <translation>TEST – berre syntetiske personar. Ikkje for behandling av pasientar.</translation>
    </message>
    <message>
        <source>DRILL – synthetic people only. Nothing here is real.</source>
        <translation>ØVING – berre syntetiske personar. Ingenting her er ekte.</translation>
    </message>
    <message>
        <source>End the drill ({key})</source>
        <translation>Avslutt øvinga ({key})</translation>
    </message>
    <message>
        <source>End the drill</source>
        <translation>Avslutt øvinga</translation>
    </message>
    <message>
        <source>NOT IN OPERATION – no look-up is possible until the settings are right.</source>
        <translation>IKKJE I DRIFT – ingen oppslag er moglege før innstillingane er retta.</translation>
    </message>
    <message>
        <source>DRILL – Prøvesvar</source>
        <translation>ØVING – Prøvesvar</translation>
    </message>
    <message>
        <source>Prøvesvar – TEST</source>
        <translation>Prøvesvar – TEST</translation>
    </message>
    <message>
        <source>Production: real patients</source>
        <translation>Produksjon: ekte pasientar</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>An answer from the browser that does not belong to this login was ignored.</source>
        <translation>Eit svar frå nettlesaren som ikkje høyrer til denne innlogginga, blei avvist.</translation>
    </message>
    <message>
        <source>The login is still waiting. If its page is gone, open the browser again.</source>
        <translation>Innlogginga ventar framleis. Er sida borte, opnar du nettlesaren igjen.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk the reference.</source>
        <translation>Prøv igjen. Skjer det fleire gonger, gi referansen til brukarstøtte.</translation>
    </message>
    <message>
        <source>Tell your IT department. What you typed is kept.</source>
        <translation>Sei frå til IT-avdelinga. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>Press Enter to log in again. What you typed is kept.</source>
        <translation>Trykk Enter for å logge inn på nytt. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The secure connection was refused: the server&apos;s certificate is not trusted here.</source>
        <translation>Det sikre sambandet blei avvist: Maskina stoler ikkje på sertifikatet til serveren.</translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: a certificate of the network may be missing.</source>
        <translation>Ingenting blei sendt. Sei frå til IT-avdelinga: Det kan mangle eit sertifikat for nettverket.</translation>
    </message>
    <message>
        <source>The network&apos;s proxy did not let the program through.</source>
        <translation>Proxyen i nettverket sleppte ikkje programmet gjennom.</translation>
    </message>
    <message>
        <source>Tell your IT department: the proxy must let this program reach HelseID and the results service.</source>
        <translation>Sei frå til IT-avdelinga: Proxyen må sleppe programmet fram til HelseID og Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Wait a little and press Enter to try again.</source>
        <translation>Vent litt, og trykk Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {where}. Allowed: {allowed}.</source>
        <translation>Ei innstilling er ikkje gyldig: {setting} i {where}. Tillate: {allowed}.</translation>
    </message>
    <message>
        <source>This setting may only come from the machine&apos;s policy: {setting}.</source>
        <translation>Denne innstillinga kan berre kome frå policyen til maskina: {setting}.</translation>
    </message>
    <message>
        <source>This program has not been set up for HelseID yet.</source>
        <translation>Programmet er ikkje sett opp for HelseID enno.</translation>
    </message>
    <message>
        <source>Set up the client, or ask your IT department to. Then press Enter.</source>
        <translation>Set opp klienten, eller be IT-avdelinga gjere det. Trykk så Enter.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key was not found.</source>
        <translation>Fann ikkje HelseID-nøkkelen til programmet.</translation>
    </message>
    <message>
        <source>Tell your IT department to import the key again. What you typed is kept.</source>
        <translation>Be IT-avdelinga ta inn nøkkelen på nytt. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key cannot be used.</source>
        <translation>HelseID-nøkkelen til programmet kan ikkje brukast.</translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s HelseID key.</source>
        <translation>Denne brukarkontoen har ikkje lov til å lese HelseID-nøkkelen til maskina.</translation>
    </message>
    <message>
        <source>Your IT department adds the account to the group that may read {file}. What you typed is kept.</source>
        <translation>IT-avdelinga legg kontoen til i gruppa som kan lese {file}. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key may only be replaced by its owner.</source>
        <translation>Berre eigaren kan byte HelseID-nøkkelen til programmet.</translation>
    </message>
    <message>
        <source>The program&apos;s HelseID key expired on {date}.</source>
        <translation>HelseID-nøkkelen til programmet gjekk ut {date}.</translation>
    </message>
    <message>
        <source>Your IT department makes a new key at HelseID Selvbetjening and takes it in. What you typed is kept.</source>
        <translation>IT-avdelinga lagar ein ny nøkkel i HelseID Selvbetjening og hentar han inn. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>Another program is replacing the HelseID key just now.</source>
        <translation>Eit anna program held på å byte HelseID-nøkkelen.</translation>
    </message>
    <message>
        <source>This machine has no password store that keeps the program&apos;s HelseID key.</source>
        <translation>Denne maskina har ikkje noko passordlager som kan ta vare på HelseID-nøkkelen til programmet.</translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked.</source>
        <translation>Passordlageret i systemet er låst.</translation>
    </message>
    <message>
        <source>Press Enter to try again, and unlock it when the system asks for its password.</source>
        <translation>Trykk Enter for å prøve igjen, og lås det opp når systemet ber om passordet.</translation>
    </message>
    <message>
        <source>The system&apos;s password store does not answer.</source>
        <translation>Passordlageret i systemet svarer ikkje.</translation>
    </message>
    <message>
        <source>Unlock it if the system asks for it, and press Enter to try again.</source>
        <translation>Lås det opp om systemet ber om det, og trykk Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>The system&apos;s password store reports an error.</source>
        <translation>Passordlageret i systemet melder om ein feil.</translation>
    </message>
    <message>
        <source>Press Enter to try again. If it goes on, tell your IT department.</source>
        <translation>Trykk Enter for å prøve igjen. Sei frå til IT-avdelinga om det held fram.</translation>
    </message>
    <message>
        <source>HelseID&apos;s description of itself cannot be used.</source>
        <translation>Opplysningane frå HelseID om innlogging kan ikkje brukast.</translation>
    </message>
    <message>
        <source>Another program uses the ports for the answer from the browser: {ports}.</source>
        <translation>Eit anna program brukar portane for svaret frå nettlesaren: {ports}.</translation>
    </message>
    <message>
        <source>Close other copies of this program and press Enter to try again, or tell your IT department.</source>
        <translation>Lukk andre vindauge av dette programmet, og trykk Enter for å prøve igjen, eller sei frå til IT-avdelinga.</translation>
    </message>
    <message>
        <source>The browser could not be started.</source>
        <translation>Nettlesaren kunne ikkje startast.</translation>
    </message>
    <message>
        <source>Copy the login address and open it in a browser on this machine, or cancel and try again.</source>
        <translation>Kopier innloggingsadressa og opne sida i ein nettlesar på denne maskina, eller avbryt og prøv igjen.</translation>
    </message>
    <message>
        <source>Check the number, the basis and the role.</source>
        <translation>Kontroller nummeret, grunnlaget og rolla.</translation>
    </message>
    <message>
        <source>The login was not finished in time.</source>
        <translation>Innlogginga blei ikkje fullført i tide.</translation>
    </message>
    <message>
        <source>There is no such settings file: {where}.</source>
        <translation>Innstillingsfila finst ikkje: {where}.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk.</source>
        <translation>Prøv igjen. Skjer det fleire gonger, sei frå til brukarstøtte.</translation>
    </message>
    <message>
        <source>There is no contact with {service}.</source>
        <translation>Ingen kontakt med {service}.</translation>
    </message>
    <message>
        <source>{service} did not answer in time.</source>
        <translation>{service} svarte ikkje i tide.</translation>
    </message>
    <message>
        <source>The connection to {service} was broken before the whole answer had come.</source>
        <translation>Sambandet med {service} blei brote før heile svaret var kome.</translation>
    </message>
    <message>
        <source>Press Enter to try again.</source>
        <translation>Enter prøver igjen.</translation>
    </message>
    <message>
        <source>{service} answered with something that cannot be read.</source>
        <translation>{service} svarte med noko som ikkje kan lesast.</translation>
    </message>
    <message>
        <source>{service} has an error of its own.</source>
        <translation>Det er ein feil hos {service}.</translation>
    </message>
    <message>
        <source>{service} is busy.</source>
        <translation>{service} er overbelasta.</translation>
    </message>
    <message>
        <source>The settings file cannot be read: {where}. {why}</source>
        <translation>Innstillingsfila kan ikkje lesast: {where}. {why}</translation>
    </message>
    <message>
        <source>Correct the file, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation>Rett fila, eller sei frå til IT-avdelinga. Trykk deretter Enter for å prøve igjen. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>Remove it from {where}, or tell your IT department. Then press Enter to try again. What you typed is kept.</source>
        <translation>Fjern ho frå {where}, eller sei frå til IT-avdelinga. Trykk deretter Enter for å prøve igjen. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept the key, in a way that this one does not know.</source>
        <translation>Ein nyare versjon av programmet har lagra nøkkelen på ein måte som denne versjonen ikkje kjenner.</translation>
    </message>
    <message>
        <source>Nothing of it was changed. Ask your IT department for the newer version.</source>
        <translation>Ingenting av han er endra. Be IT-avdelinga om den nyare versjonen.</translation>
    </message>
    <message>
        <source>The HelseID key cannot be replaced: nothing can be written in {folder}.</source>
        <translation>HelseID-nøkkelen kan ikkje bytast: det går ikkje å skrive i {folder}.</translation>
    </message>
    <message>
        <source>Make room there, or tell your IT department. Then press Enter to try again.</source>
        <translation>Frigjer plass der, eller sei frå til IT-avdelinga. Trykk så Enter for å prøve igjen.</translation>
    </message>
    <message>
        <source>Press Enter to start a new login. What you typed is kept.</source>
        <translation>Trykk Enter for å starte ei ny innlogging. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The login was cancelled or refused in the browser.</source>
        <translation>Innlogginga blei avbroten eller avvist i nettlesaren.</translation>
    </message>
    <message>
        <source>The page in the browser leads nowhere now: close it. Press Enter to start a new login. What you typed is kept.</source>
        <translation>Sida i nettlesaren fører ikkje fram lenger: lukk ho. Trykk Enter for å starte ei ny innlogging. Det du har skrive, er halde på.</translation>
    </message>
    <message>
        <source>HelseID refused the login.</source>
        <translation>HelseID avviste innlogginga.</translation>
    </message>
    <message>
        <source>HelseID does not accept this program as it is set up.</source>
        <translation>HelseID godtek ikkje programmet slik det er sett opp.</translation>
    </message>
    <message>
        <source>HelseID did not accept the organisation.</source>
        <translation>HelseID godtok ikkje verksemda.</translation>
    </message>
    <message>
        <source>Choose another organisation, or tell your IT department to register this one.</source>
        <translation>Vel ei anna verksemd, eller be IT-avdelinga registrere denne.</translation>
    </message>
    <message>
        <source>The client is registered for bound tokens (DPoP), but the program is set to version 1.</source>
        <translation>Klienten er registrert for bundne token (DPoP), men programmet er sett til versjon 1.</translation>
    </message>
    <message>
        <source>Tell your IT department: set api_version to 2, or change the registration.</source>
        <translation>Sei frå til IT-avdelinga: Set api_version til 2, eller endre registreringa.</translation>
    </message>
    <message>
        <source>The access that HelseID gave is for another service, and was not used.</source>
        <translation>Tilgangen frå HelseID gjeld ei anna teneste og blei ikkje brukt.</translation>
    </message>
    <message>
        <source>Tell your IT department: the client&apos;s access to the results service must be corrected.</source>
        <translation>Sei frå til IT-avdelinga: Tilgangen klienten har til Pasientens prøvesvar, må rettast.</translation>
    </message>
    <message>
        <source>The login was not at security level 4.</source>
        <translation>Innlogginga var ikkje på sikkerheitsnivå 4.</translation>
    </message>
    <message>
        <source>Log in again with BankID, Buypass or Commfides at the highest level.</source>
        <translation>Logg inn på nytt med BankID, Buypass eller Commfides på høgaste nivå.</translation>
    </message>
    <message>
        <source>The person who logged in has no number in the health personnel register (HPR).</source>
        <translation>Den som logga inn, har ikkje HPR-nummer.</translation>
    </message>
    <message>
        <source>Only authorised health personnel can look up results. Log in as yourself, or check HPR.</source>
        <translation>Berre autorisert helsepersonell kan slå opp prøvesvar. Logg inn som deg sjølv, eller kontroller HPR.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is wrong by {seconds} seconds.</source>
        <translation>Klokka på maskina går {seconds} sekund feil.</translation>
    </message>
    <message>
        <source>Set the clock right, or tell your IT department, and try again.</source>
        <translation>Still klokka, eller sei frå til IT-avdelinga, og prøv igjen.</translation>
    </message>
    <message>
        <source>The PIN was wrong three times. The login was ended, and what was open is deleted.</source>
        <translation>PIN-koden var feil tre gonger. Innlogginga er avslutta, og det som var ope, er sletta.</translation>
    </message>
    <message>
        <source>Log in to go on.</source>
        <translation>Logg inn for å halde fram.</translation>
    </message>
    <message>
        <source>Your login has expired.</source>
        <translation>Innlogginga di har gått ut.</translation>
    </message>
    <message>
        <source>You are not logged in.</source>
        <translation>Du er ikkje logga inn.</translation>
    </message>
    <message>
        <source>The service did not accept the question.</source>
        <translation>Tenesta godtok ikkje førespurnaden.</translation>
    </message>
    <message>
        <source>{service} did not accept your login.</source>
        <translation>{service} godtok ikkje innlogginga di.</translation>
    </message>
    <message>
        <source>The service refused access.</source>
        <translation>Tenesta nekta tilgang.</translation>
    </message>
    <message>
        <source>Check that the role and the organisation are right. This is not the same as «nothing found».</source>
        <translation>Kontroller at rolla og verksemda er rette. Dette er ikkje det same som «ingen svar funne».</translation>
    </message>
    <message>
        <source>The service refused to open restricted results.</source>
        <translation>Tenesta avslo å opne sperra prøvesvar.</translation>
    </message>
    <message>
        <source>The ordinary basis is in force again.</source>
        <translation>Det ordinære grunnlaget gjeld igjen.</translation>
    </message>
    <message>
        <source>The list of roles could not be updated.</source>
        <translation>Lista over roller kunne ikkje oppdaterast.</translation>
    </message>
    <message>
        <source>The copy at hand is used. You can go on working.</source>
        <translation>Lista som finst her, blir brukt. Du kan arbeide vidare.</translation>
    </message>
    <message>
        <source>The access journal could not be written: there is no room left on the disk.</source>
        <translation>Tilgangsloggen kunne ikkje skrivast: Det er ikkje meir plass på disken.</translation>
    </message>
    <message>
        <source>You can go on working. Tell your IT department now: look-ups are not being recorded here.</source>
        <translation>Du kan arbeide vidare. Sei frå til IT-avdelinga no: Oppslag blir ikkje registrerte her.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept the access journal; it was left as it is.</source>
        <translation>Ein nyare versjon av programmet har ført tilgangsloggen; han er ikkje rørt.</translation>
    </message>
    <message>
        <source>You can go on working. Ask your IT department now for the newer version: look-ups are not being recorded here.</source>
        <translation>Du kan arbeide vidare. Be IT-avdelinga om den nyare versjonen no: Oppslag blir ikkje registrerte her.</translation>
    </message>
    <message>
        <source>The access journal on this machine cannot be used.</source>
        <translation>Tilgangsloggen på denne maskina kan ikkje brukast.</translation>
    </message>
    <message>
        <source>The sandbox could not be started.</source>
        <translation>Sandkassa kunne ikkje startast.</translation>
    </message>
    <message>
        <source>The token takes one more try, and locks itself then: ask your IT department. What you typed is kept.</source>
        <translation>Nøkkeleininga tek eitt forsøk til før ho låser seg: Spør IT-avdelinga. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The PIN for the program&apos;s HelseID key was refused: {store}.</source>
        <translation>PIN-koden til HelseID-nøkkelen til programmet vart avvist: {store}.</translation>
    </message>
    <message>
        <source>Install the program again, with all that belongs to it, and start it anew.</source>
        <translation>Installer programmet på nytt, med alt som høyrer til, og start det igjen.</translation>
    </message>
    <message>
        <source>Something went wrong in the program itself.</source>
        <translation>Noko gjekk gale i sjølve programmet.</translation>
    </message>
    <message>
        <source>Try again. If it keeps happening, tell the support desk; the log has the details.</source>
        <translation>Prøv igjen. Skjer det fleire gonger, sei frå til brukarstøtte; detaljane står i loggen.</translation>
    </message>
    <message>
        <source>Check the network (Helsenettet).</source>
        <translation>Sjekk nettet (Helsenettet).</translation>
    </message>
    <message>
        <source>Fetching the program&apos;s key …</source>
        <translation>Hentar nøkkelen til programmet …</translation>
    </message>
    <message>
        <source>The system&apos;s password store is locked. Unlock it where the system asks for its password.</source>
        <translation>Passordlageret i systemet er låst. Lås det opp der systemet ber om passordet.</translation>
    </message>
    <message>
        <source>Asking HelseID how to log in …</source>
        <translation>Spør HelseID om innlogging …</translation>
    </message>
    <message>
        <source>Making ready for the answer from the browser …</source>
        <translation>Gjer klart for svaret frå nettlesaren …</translation>
    </message>
    <message>
        <source>Announcing the login to HelseID …</source>
        <translation>Melder innlogginga til HelseID …</translation>
    </message>
    <message>
        <source>Receiving the login …</source>
        <translation>Tek imot innlogginga …</translation>
    </message>
    <message>
        <source>Getting access to the results service …</source>
        <translation>Hentar tilgang til Pasientens prøvesvar …</translation>
    </message>
    <message>
        <source>Logged in.</source>
        <translation>Logga inn.</translation>
    </message>
    <message>
        <source>Asking for results …</source>
        <translation>Hentar prøvesvar …</translation>
    </message>
    <message>
        <source>Reading the answer …</source>
        <translation>Les svaret …</translation>
    </message>
    <message>
        <source>Fetching more …</source>
        <translation>Hentar fleire …</translation>
    </message>
    <message>
        <source>Fetching what is missing …</source>
        <translation>Hentar det som manglar …</translation>
    </message>
    <message>
        <source>All results are fetched.</source>
        <translation>Alle prøvesvara er henta.</translation>
    </message>
    <message>
        <source>You are logged out.</source>
        <translation>Du er logga ut.</translation>
    </message>
    <message>
        <source>HelseID has ended your login.</source>
        <translation>HelseID har avslutta innlogginga di.</translation>
    </message>
    <message>
        <source>Your login could not be renewed.</source>
        <translation>Innlogginga di kunne ikkje fornyast.</translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation>HelseID (innlogging)</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation>Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>Tenesta</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>tenesta</translation>
    </message>
    <message>
        <source>{setting}, entry {entry}</source>
        <translation>{setting}, oppføring {entry}</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>Og {count} til.</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}, linje {line}</translation>
    </message>
    <message>
        <source>The file of the HelseID key is not protected as it must be, and is not used.</source>
        <translation>Fila med HelseID-nøkkelen er ikkje verna slik ho må vere, og blir ikkje brukt.</translation>
    </message>
    <message>
        <source>Your IT department corrects who may read and change {file} and its folder. What you typed is kept.</source>
        <translation>IT-avdelinga rettar kven som kan lese og endre {file} og mappa. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>Try again once. If it happens again, tell the support desk: it is not your login.</source>
        <translation>Prøv éin gong til. Skjer det igjen, sei frå til brukarstøtte: Det er ikkje innlogginga di som er feil.</translation>
    </message>
    <message>
        <source>The encryption of the connection to {service} is too old.</source>
        <translation>Krypteringa av sambandet til {service} er for gammal.</translation>
    </message>
    <message>
        <source>Nothing was sent. Tell your IT department: the connection must use TLS 1.2 or newer.</source>
        <translation>Ingenting vart sendt. Sei frå til IT-avdelinga: Sambandet må bruke TLS 1.2 eller nyare.</translation>
    </message>
    <message>
        <source>The system lets no program use the ports for the answer from the browser: {ports}.</source>
        <translation>Systemet lèt ingen program bruke portane for svaret frå nettlesaren: {ports}.</translation>
    </message>
    <message>
        <source>No other program is in the way. Tell your IT department: the system has reserved these ports.</source>
        <translation>Det er ikkje eit anna program som er i vegen. Sei frå til IT-avdelinga: Systemet har reservert desse portane.</translation>
    </message>
    <message>
        <source>The ports for the answer from the browser cannot be used: {ports} ({reason}).</source>
        <translation>Portane for svaret frå nettlesaren kan ikkje brukast: {ports} ({reason}).</translation>
    </message>
    <message>
        <source>Another server than HelseID answered the login. The answer was not used.</source>
        <translation>Ein annan tenar enn HelseID svara på innlogginga. Svaret vart ikkje brukt.</translation>
    </message>
    <message>
        <source>Stop: do not log in again on this machine. Close the page in the browser and tell your IT department now.</source>
        <translation>Stopp: Ikkje logg inn igjen på denne maskina. Lukk sida i nettlesaren, og sei frå til IT-avdelinga med ein gong.</translation>
    </message>
    <message>
        <source>Tell your IT department: the program&apos;s key may have been replaced or have expired, or its registration in HelseID is wrong. It is not your login.</source>
        <translation>Sei frå til IT-avdelinga: Nøkkelen til programmet kan vere bytt eller ha gått ut, eller registreringa i HelseID er feil. Det er ikkje innlogginga di som er feil.</translation>
    </message>
    <message>
        <source>HelseID did not give this program the access that it needs.</source>
        <translation>HelseID gav ikkje programmet den tilgangen det treng.</translation>
    </message>
    <message>
        <source>Tell your IT department: the client must be granted every scope that it asks for. It is not your login.</source>
        <translation>Sei frå til IT-avdelinga: Klienten må få alle tilgangane (scope) han ber om. Det er ikkje innlogginga di som er feil.</translation>
    </message>
    <message>
        <source>The organisation {orgnr} has not accepted the terms of the results service.</source>
        <translation>Verksemda {orgnr} har ikkje godteke bruksvilkåra for prøvesvar.</translation>
    </message>
    <message>
        <source>Tell your IT department: whoever may sign for the organisation accepts the terms of use. It is not your login.</source>
        <translation>Sei frå til IT-avdelinga: Den som kan signere for verksemda, må godta vilkåra. Det er ikkje innlogginga di som er feil.</translation>
    </message>
    <message>
        <source>HelseID refused the proof that this program owns its token.</source>
        <translation>HelseID avviste beviset frå programmet for at det eig tilgangen.</translation>
    </message>
    <message>
        <source>HelseID&apos;s answer is not one that this program may trust, and was not used.</source>
        <translation>Svaret frå HelseID er ikkje eit svar programmet kan lite på. Det vart ikkje brukt.</translation>
    </message>
    <message>
        <source>Log in in the browser</source>
        <translation>Logg inn i nettlesaren</translation>
    </message>
    <message>
        <source>Tell your IT department, which types it with provesvar-gui --token-pin. What you typed is kept.</source>
        <translation>Sei frå til IT-avdelinga, som tastar han inn med provesvar-gui --token-pin. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>Check organisation number and API key.</source>
        <translation>Kontroller organisasjonsnummer og API-nøkkel.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key reports an error: {store}.</source>
        <translation>Lageret med HelseID-nøkkelen til programmet melder ein feil: {store}.</translation>
    </message>
    <message>
        <source>HelseID Selvbetjening did not take the new client.</source>
        <translation>HelseID Selvbetjening godtok ikkje den nye klienten.</translation>
    </message>
    <message>
        <source>The PIN for the program&apos;s HelseID key is missing or wrong: {store}.</source>
        <translation>PIN-koden til HelseID-nøkkelen til programmet manglar eller er feil: {store}.</translation>
    </message>
    <message>
        <source>Nothing changed: begin again.</source>
        <translation>Ingenting er endra: byrj på nytt.</translation>
    </message>
    <message>
        <source>Put the card or token in and press Enter to try again, or tell your IT department. What you typed is kept.</source>
        <translation>Set inn kortet eller nøkkeleininga og trykk Enter for å prøve igjen, eller sei frå til IT-avdelinga. Det du har skrive, er teke vare på.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key is not there: {store}.</source>
        <translation>Lageret med HelseID-nøkkelen til programmet er ikkje på plass: {store}.</translation>
    </message>
    <message>
        <source>The store of the program&apos;s HelseID key is locked: {store}.</source>
        <translation>Lageret med HelseID-nøkkelen til programmet er låst: {store}.</translation>
    </message>
    <message>
        <source>The new client was not confirmed in Selvbetjening.</source>
        <translation>Den nye klienten vart ikkje stadfesta i Selvbetjening.</translation>
    </message>
    <message>
        <source>Waiting for your turn: others on this machine are logging in …</source>
        <translation>Ventar på tur: andre på denne maskina loggar inn …</translation>
    </message>
    <message>
        <source>Fetching: {fetched} so far …</source>
        <translation>Hentar: {fetched} så langt …</translation>
    </message>
    <message>
        <source>Fetching: {fetched} of {total} …</source>
        <translation>Hentar: {fetched} av {total} …</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Ingenting blei opna.</translation>
    </message>
    <message>
        <source>Check the network connection.</source>
        <translation>Kontroller nettverket.</translation>
    </message>
    <message>
        <source>Check that this machine is on the Internet.</source>
        <translation>Kontroller at maskina er på Internett.</translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopier</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Lim inn</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>Enter an identity number or D-number.</source>
        <translation>Skriv inn fødselsnummer eller D-nummer.</translation>
    </message>
    <message>
        <source>Only digits are allowed.</source>
        <translation>Berre siffer er tillatne.</translation>
    </message>
    <message>
        <source>A Norwegian identity number or D-number has 11 digits.</source>
        <translation>Fødselsnummer og D-nummer har 11 siffer.</translation>
    </message>
    <message>
        <source>Ten digits. Did you mean {number}?</source>
        <translation>Ti siffer. Meiner du {number}?</translation>
    </message>
    <message>
        <source>This looks like an organisation or HPR number.</source>
        <translation>Dette ser ut som eit organisasjons- eller HPR-nummer.</translation>
    </message>
    <message>
        <source>A DUF number cannot be used here. Use a D-number or identity number.</source>
        <translation>DUF-nummer kan ikkje brukast her. Bruk D-nummer eller fødselsnummer.</translation>
    </message>
    <message>
        <source>The number does not contain a valid date.</source>
        <translation>Nummeret inneheld ikkje ein gyldig dato.</translation>
    </message>
    <message>
        <source>The check digits do not match. Check the number.</source>
        <translation>Kontrollsifra stemmer ikkje. Sjekk nummeret.</translation>
    </message>
    <message>
        <source>This is a synthetic test number and cannot be used in production.</source>
        <translation>Dette er eit syntetisk testnummer og kan ikkje brukast i produksjon.</translation>
    </message>
    <message>
        <source>A local temporary number (H-number) is valid only inside one organisation.</source>
        <translation>Lokalt hjelpenummer (H-nummer) gjeld berre i eiga verksemd.</translation>
    </message>
    <message>
        <source>Shared temporary number. National services usually require an identity number or D-number.</source>
        <translation>Felles hjelpenummer. Nasjonale tenester krev vanlegvis fødselsnummer eller D-nummer.</translation>
    </message>
    <message>
        <source>This is a known test person.</source>
        <translation>Dette er ein kjend testperson.</translation>
    </message>
    <message>
        <source>This number looks real. Use only synthetic persons in test.</source>
        <translation>Nummeret ser ekte ut. Bruk berre syntetiske personar i test.</translation>
    </message>
    <message>
        <source>The check digit follows the rules that apply from 2032. Verify the number.</source>
        <translation>Kontrollsifferet følgjer reglane som gjeld frå 2032. Kontroller nummeret.</translation>
    </message>
    <message>
        <source>The date of birth is in the future.</source>
        <translation>Fødselsdatoen ligg fram i tid.</translation>
    </message>
    <message>
        <source>The number is from a series that is not in use. Verify it.</source>
        <translation>Nummeret er frå ein serie som ikkje er i bruk. Kontroller det.</translation>
    </message>
    <message>
        <source>The number implies an age above 120. Verify it.</source>
        <translation>Nummeret tilseier ein alder over 120 år. Kontroller det.</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>Fødselsnummer</translation>
    </message>
    <message>
        <source>D-number</source>
        <translation>D-nummer</translation>
    </message>
    <message>
        <source>Shared temporary number</source>
        <translation>Felles hjelpenummer</translation>
    </message>
    <message>
        <source>{state}. {reason}</source>
        <translation>{state}. {reason}</translation>
    </message>
    <message>
        <source>{count} of 11 digits</source>
        <translation>{count} av 11 siffer</translation>
    </message>
    <message>
        <source>{kind} · born {day} (from the number)</source>
        <translation>{kind} · fødd {day} (frå nummeret)</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>Ikkje gyldig</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Kontroller</translation>
    </message>
    <message>
        <source>Valid · {known}</source>
        <translation>Gyldig · {known}</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gyldig</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenedBar</name>
    <message>
        <source>End the opening</source>
        <translation>Avslutt opninga</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>Avslutt no</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>The patient has restricted these results for all health personnel.</source>
        <translation>Pasienten har sperra desse svara for alt helsepersonell.</translation>
    </message>
    <message>
        <source>The patient has blocked these results for you or your organisation.</source>
        <translation>Pasienten har sperra desse svara for deg eller verksemda di.</translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation>Pasienten har reservert seg mot Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Unknown answer: the service gave a reason that this program does not know. Opening may be refused.</source>
        <translation>Ukjent svar: Tenesta oppgav ei årsak som programmet ikkje kjenner. Opninga kan bli avvist.</translation>
    </message>
    <message>
        <source>The service has not reported anything restricted. If there is nothing more, it refuses.</source>
        <translation>Tenesta har ikkje meldt at noko er sperra. Finst det ikkje noko meir, avviser ho førespurnaden.</translation>
    </message>
    <message numerus="yes">
        <source>Every restricted result of {number} is opened for %n minute(s), for this look-up only.
The opening is logged separately and may be shown to the patient.</source>
        <translation>
            <numerusform>Alle sperra svar for {number} blir opna i %n minutt, berre for dette oppslaget.
Opninga blir logga særskilt og kan visast for pasienten.</numerusform>
            <numerusform>Alle sperra svar for {number} blir opna i %n minutt, berre for dette oppslaget.
Opninga blir logga særskilt og kan visast for pasienten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the ground: S or A.</source>
        <translation>Vel grunnlag: S eller A.</translation>
    </message>
    <message>
        <source>That came too soon to count. Press {key} once more to open.</source>
        <translation>Det kom for tidleg til å telje. Trykk {key} éin gong til for å opne.</translation>
    </message>
    <message>
        <source>Opening was asked for; nothing more came</source>
        <translation>Opning er beden om; det kom ikkje noko meir</translation>
    </message>
    <message>
        <source>Opening was asked for – the patient&apos;s consent</source>
        <translation>Opning er beden om – samtykke frå pasienten</translation>
    </message>
    <message>
        <source>Opening was asked for – emergency</source>
        <translation>Opning er beden om – akuttsituasjon</translation>
    </message>
    <message>
        <source>Restricted results are open – the patient&apos;s consent</source>
        <translation>Sperra svar er opna – samtykke frå pasienten</translation>
    </message>
    <message>
        <source>Restricted results are open – emergency</source>
        <translation>Sperra svar er opna – akuttsituasjon</translation>
    </message>
    <message>
        <source>Opening was asked for, but the service still gives no access</source>
        <translation>Opning er beden om, men tenesta gir framleis ikkje tilgang</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Ingenting blei opna.</translation>
    </message>
    <message>
        <source>Which of them the patient has restricted cannot be told: there is no whole ordinary answer to compare with.</source>
        <translation>Det kan ikkje seiast kva for nokre av dei pasienten har sperra: Det finst ikkje noko fullstendig ordinært svar å samanlikne med.</translation>
    </message>
    <message>
        <source>Nothing came that the ordinary answer did not have.</source>
        <translation>Det kom ikkje noko som det vanlege svaret ikkje hadde.</translation>
    </message>
    <message>
        <source>Nothing is here that the ordinary answer did not have, but not everything is here: more may have been opened.</source>
        <translation>Her er ikkje noko som det vanlege svaret ikkje hadde, men ikkje alt er her: det kan vere opna meir.</translation>
    </message>
    <message>
        <source>Open – the patient&apos;s consent</source>
        <translation>Opne – samtykke frå pasienten</translation>
    </message>
    <message>
        <source>Open – emergency</source>
        <translation>Opne – akuttsituasjon</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Opne</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) are marked «Opened».</source>
        <translation>
            <numerusform>%n rapport eller svar er merkt «Opna».</numerusform>
            <numerusform>%n rapportar eller svar er merkte «Opna».</numerusform>
        </translation>
    </message>
    <message>
        <source>only with consent</source>
        <translation>berre ved samtykke</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} att</translation>
    </message>
    <message>
        <source>Choose the reason: {numbers}.</source>
        <translation>Vel grunngiving: {numbers}.</translation>
    </message>
    <message numerus="yes">
        <source>All %n report(s) were opened and are marked «Opened».</source>
        <translation>
            <numerusform>Den eine rapporten er opna og merkt «Opna».</numerusform>
            <numerusform>Alle %n rapportar er opna og merkte «Opna».</numerusform>
        </translation>
    </message>
    <message>
        <source>emergency only</source>
        <translation>berre ved akutt</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were opened: all in them is marked «Opened».</source>
        <translation>
            <numerusform>%n rapport er opna: alt i han er merkt «Opna».</numerusform>
            <numerusform>%n rapportar er opna: alt i dei er merkt «Opna».</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpeningPanel</name>
    <message>
        <source>Cancel, open nothing</source>
        <translation>Avbryt, opne ingenting</translation>
    </message>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tenesta seier: «{text}»</translation>
    </message>
    <message>
        <source>Open restricted results</source>
        <translation>Opne sperra svar</translation>
    </message>
    <message>
        <source>Choose the ground first.</source>
        <translation>Vel grunnlag først.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunngiving</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Grunnlag</translation>
    </message>
    <message>
        <source>To the log of this machine only</source>
        <translation>Berre i loggen på denne maskina</translation>
    </message>
</context>
<context>
    <name>OrganisationPicker</name>
    <message>
        <source>&amp;Organisation</source>
        <translation>&amp;Verksemd</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Verksemd</translation>
    </message>
    <message>
        <source>The organisation you look up for. The patient can see it.</source>
        <translation>Verksemda du slår opp for. Pasienten kan sjå kva verksemd det er.</translation>
    </message>
    <message>
        <source>Choose the organisation</source>
        <translation>Vel verksemd</translation>
    </message>
    <message>
        <source>{name} ({orgnr})</source>
        <translation>{name} ({orgnr})</translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation>Fylt ut: brukt sist</translation>
    </message>
    <message>
        <source>Unknown organisation «{typed}». Choose one from the list.</source>
        <translation>Ukjend verksemd «{typed}». Vel ei frå lista.</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tenesta seier: «{text}»</translation>
    </message>
    <message>
        <source>The patient has blocked test results for you or your organisation.</source>
        <translation>Pasienten har sperra prøvesvar for deg eller verksemda di.</translation>
    </message>
    <message>
        <source>The patient has restricted results.</source>
        <translation>Pasienten har sperra svar.</translation>
    </message>
    <message>
        <source>The patient has opted out of Pasientens prøvesvar.</source>
        <translation>Pasienten har reservert seg mot Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>Unknown answer about access</source>
        <translation>Ukjent svar om tilgang</translation>
    </message>
    <message>
        <source>The answer is incomplete</source>
        <translation>Svaret er ufullstendig</translation>
    </message>
    <message>
        <source>No results found in Pasientens prøvesvar</source>
        <translation>Fann ingen prøvesvar i Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>Message from the service</source>
        <translation>Melding frå tenesta</translation>
    </message>
    <message>
        <source>The service answered with something this program does not know. Its own words stand below.</source>
        <translation>Tenesta svarte noko dette programmet ikkje kjenner. Tenesta sine eigne ord står under.</translation>
    </message>
    <message>
        <source>Something failed in the service, or was not reached. More results may exist. Look up again, or call the laboratory.</source>
        <translation>Noko feila i tenesta, eller noko blei ikkje nådd. Det kan finnast fleire svar. Slå opp på nytt, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>They may be opened with the patient&apos;s consent, or in an emergency. The opening is logged separately.</source>
        <translation>Kan opnast med samtykke frå pasienten, eller i ein akuttsituasjon. Opninga blir logga særskilt.</translation>
    </message>
    <message>
        <source>The service answered with something this program does not know; its own words stand below. If it means that results are restricted, they may be opened with the patient&apos;s consent, or in an emergency.</source>
        <translation>Tenesta svarte med noko programmet ikkje kjenner; orda til tenesta står nedanfor. Betyr det at svar er sperra, kan dei opnast med samtykke frå pasienten, eller i ein akuttsituasjon.</translation>
    </message>
    <message>
        <source>Nothing that can be shown</source>
        <translation>Ingenting kan visast</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: another person?</source>
        <translation>
            <numerusform>%n halde tilbake: annan person?</numerusform>
            <numerusform>%n halde tilbake: annan person?</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to show here. Ask the patient, or call the laboratory: there may be results there, or in your records.</source>
        <translation>Det er ingenting å vise her. Spør pasienten, eller ring laboratoriet: det kan finnast svar der, eller i din eigen journal.</translation>
    </message>
    <message>
        <source>The answer held something, or did not come whole. This does not mean that there are no results. Ask the patient, or call the laboratory.</source>
        <translation>Svaret frå tenesta hadde innhald, eller kom ikkje heilt fram. Det betyr ikkje at det ikkje finst prøvesvar. Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer could not be read at all</source>
        <translation>
            <numerusform>%n del av svaret kunne ikkje lesast</numerusform>
            <numerusform>%n delar av svaret kunne ikkje lesast</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detail(s) could not be read</source>
        <translation>
            <numerusform>%n opplysning kunne ikkje lesast</numerusform>
            <numerusform>%n opplysningar kunne ikkje lesast</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of a kind this program does not know</source>
        <translation>
            <numerusform>%n del er av ein type programmet ikkje kjenner</numerusform>
            <numerusform>%n delar er av ein type programmet ikkje kjenner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) came without their report</source>
        <translation>
            <numerusform>%n svar kom utan rapporten sin</numerusform>
            <numerusform>%n svar kom utan rapporten sin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the reports name did not come</source>
        <translation>
            <numerusform>%n svar som rapportane viser til, kom ikkje</numerusform>
            <numerusform>%n svar som rapportane viser til, kom ikkje</numerusform>
        </translation>
    </message>
    <message>
        <source>The number of reports fetched is not the number the service says it has</source>
        <translation>Talet på rapportar som er henta, stemmer ikkje med talet tenesta oppgir</translation>
    </message>
    <message>
        <source>Fetching stopped before the end. More reports may exist ({what})</source>
        <translation>Hentinga stoppa før ho var ferdig. Det kan finnast fleire rapportar ({what})</translation>
    </message>
    <message>
        <source>The service refused to send some details ({what})</source>
        <translation>Tenesta ville ikkje sende alle opplysningane ({what})</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) that a report refers to did not come</source>
        <translation>
            <numerusform>%n opplysning som ein rapport viser til, kom ikkje</numerusform>
            <numerusform>%n opplysningar som rapportane viser til, kom ikkje</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) withheld: may be about another person.</source>
        <translation>
            <numerusform>%n rapport eller svar blir halde tilbake: kan gjelde ein annan person.</numerusform>
            <numerusform>%n rapportar eller svar blir haldne tilbake: kan gjelde ein annan person.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask the patient, or call the laboratory.</source>
        <translation>Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>Give the look-up ID to {contact}.</source>
        <translation>Gi oppslags-id til {contact}.</translation>
    </message>
    <message>
        <source>Give the look-up ID to the support desk.</source>
        <translation>Gi oppslags-id til brukarstøtte.</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Kven du ringjer …</translation>
    </message>
    <message numerus="yes">
        <source>The service said more than can be shown: %n message(s) were left out</source>
        <translation>
            <numerusform>Tenesta sende fleire meldingar enn det er plass til: %n melding er utelaten</numerusform>
            <numerusform>Tenesta sende fleire meldingar enn det er plass til: %n meldingar er utelatne</numerusform>
        </translation>
    </message>
    <message>
        <source>Questions about access: {contact}.</source>
        <translation>Spørsmål om tilgangen: {contact}.</translation>
    </message>
    <message>
        <source>Open restricted results …</source>
        <translation>Opne sperra svar …</translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation>Alle nummer …</translation>
    </message>
    <message>
        <source>This does not mean that none exist: not every laboratory delivers to the service. {history} Ask the patient, or call the laboratory.</source>
        <translation>Det betyr ikkje at det ikkje finst prøvesvar: ikkje alle laboratorium leverer til tenesta. {history} Spør pasienten, eller ring laboratoriet.</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>Kopier id</translation>
    </message>
    <message>
        <source>The results cannot be opened from here, not even in an emergency. Ask the patient, or call the laboratory or the requester.</source>
        <translation>Svara kan ikkje opnast herifrå, heller ikkje i ein akuttsituasjon. Spør pasienten, eller ring laboratoriet eller rekvirenten.</translation>
    </message>
    <message numerus="yes">
        <source>Whole text (%n more)</source>
        <translation>
            <numerusform>Heile teksten (%n til)</numerusform>
            <numerusform>Heile teksten (%n til)</numerusform>
        </translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Heile teksten</translation>
    </message>
    <message>
        <source>{message}, and {other}</source>
        <translation>{message}, og {other}</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: may be about another person</source>
        <translation>
            <numerusform>%n halde tilbake: kan gjelde ein annan person</numerusform>
            <numerusform>%n halde tilbake: kan gjelde ein annan person</numerusform>
        </translation>
    </message>
    <message>
        <source>The results cannot be opened now. Ask the patient, or call the laboratory or the requester.</source>
        <translation>Svara kan ikkje opnast no. Spør pasienten, eller ring laboratoriet eller rekvirenten.</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>dated after the fetch</source>
        <translation>datert etter hentinga</translation>
    </message>
    <message>
        <source>today</source>
        <translation>i dag</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>no nettopp</translation>
    </message>
    <message>
        <source>the same day</source>
        <translation>same dag</translation>
    </message>
    <message>
        <source>key {letter}</source>
        <translation>tast {letter}</translation>
    </message>
    <message>
        <source>No standing result</source>
        <translation>Ingen gjeldande svar</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>utan dato</translation>
    </message>
    <message>
        <source>laboratory not known</source>
        <translation>laboratoriet er ikkje kjent</translation>
    </message>
    <message>
        <source>{status}, was {value}</source>
        <translation>{status}, var {value}</translation>
    </message>
    <message>
        <source>in an earlier version: {value}</source>
        <translation>i ein tidlegare versjon: {value}</translation>
    </message>
    <message>
        <source>dated ahead in time</source>
        <translation>datert fram i tid</translation>
    </message>
    <message>
        <source>also {moment}: {value}</source>
        <translation>også {moment}: {value}</translation>
    </message>
    <message numerus="yes">
        <source>%n more: see the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n til: sjå rapporten</numerusform>
            <numerusform>%n til: sjå rapporten</numerusform>
        </translation>
    </message>
    <message>
        <source>dated ahead in time, {moment}: {value}</source>
        <translation>datert fram i tid, {moment}: {value}</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled since</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n kansellert frå same tid eller seinare</numerusform>
            <numerusform>%n kansellerte frå same tid eller seinare</numerusform>
        </translation>
    </message>
    <message>
        <source>Incomplete: not everything is here. There may be newer results.</source>
        <translation>Ufullstendig: ikkje alt er her. Det kan finnast nyare svar.</translation>
    </message>
    <message>
        <source>None of the emergency analytes is among these results.</source>
        <translation>Ingen av akuttanalysane er blant desse svara.</translation>
    </message>
    <message>
        <source>Emergency analytes</source>
        <translation>Akuttanalysar</translation>
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
            <numerusform>%n t</numerusform>
            <numerusform>%n t</numerusform>
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
            <numerusform>%n md</numerusform>
            <numerusform>%n md</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n y</source>
        <translation>
            <numerusform>%n år</numerusform>
            <numerusform>%n år</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>i går</translation>
    </message>
    <message>
        <source>Above ref.</source>
        <translation>Over ref.</translation>
    </message>
    <message>
        <source>Below ref.</source>
        <translation>Under ref.</translation>
    </message>
    <message>
        <source>Outside ref.</source>
        <translation>Utanfor ref.</translation>
    </message>
    <message>
        <source>Phoned</source>
        <translation>Ringt</translation>
    </message>
    <message>
        <source>Significant deviation</source>
        <translation>Vesentleg avvik</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>uendra</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Prøve</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alder</translation>
    </message>
    <message>
        <source>Awaited: {names}</source>
        <translation>Ventar: {names}</translation>
    </message>
    <message>
        <source>Newest {moment} ({age})</source>
        <translation>Nyaste {moment} ({age})</translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n merka</numerusform>
            <numerusform>%n merka</numerusform>
        </translation>
    </message>
    <message>
        <source>{laboratory} where no other is named</source>
        <translation>{laboratory} der ikkje anna står</translation>
    </message>
    <message>
        <source>No findings or messages</source>
        <translation>Ingen funn eller meldingar</translation>
    </message>
    <message numerus="yes">
        <source>+ %n finding(s)</source>
        <translation>
            <numerusform>+ %n funn</numerusform>
            <numerusform>+ %n funn</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n significant deviation(s)</source>
        <translation>
            <numerusform>%n vesentleg avvik</numerusform>
            <numerusform>%n vesentlege avvik</numerusform>
        </translation>
    </message>
    <message>
        <source>Further down: {names}</source>
        <translation>Lenger ned: {names}</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Copy result</source>
        <translation>Kopier svar</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Kopier rad</translation>
    </message>
    <message>
        <source>Add to trend</source>
        <translation>Legg til i utvikling</translation>
    </message>
    <message>
        <source>Course 24 h</source>
        <translation>Forløp 24 t</translation>
    </message>
    <message>
        <source>Course 40 h</source>
        <translation>Forløp 40 t</translation>
    </message>
    <message>
        <source>Course 7 d</source>
        <translation>Forløp 7 d</translation>
    </message>
    <message>
        <source>Course 30 d</source>
        <translation>Forløp 30 d</translation>
    </message>
    <message>
        <source>Course 1 year</source>
        <translation>Forløp 1 år</translation>
    </message>
    <message>
        <source>Course 5 years</source>
        <translation>Forløp 5 år</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Forløp</translation>
    </message>
    <message>
        <source>Findings and messages</source>
        <translation>Funn og meldingar</translation>
    </message>
    <message>
        <source>local code</source>
        <translation>lokal kode</translation>
    </message>
    <message>
        <source>Not in this list</source>
        <translation>Ikkje i denne lista</translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation>ref. {range}</translation>
    </message>
    <message>
        <source>Not for transfusion</source>
        <translation>Ikkje grunnlag for transfusjon</translation>
    </message>
    <message>
        <source>arterial</source>
        <translation>arteriell</translation>
    </message>
    <message>
        <source>change from {gap} before</source>
        <translation>endring frå {gap} før</translation>
    </message>
    <message>
        <source>venous</source>
        <translation>venøs</translation>
    </message>
    <message>
        <source>capillary</source>
        <translation>kapillær</translation>
    </message>
    <message>
        <source>No results for: {names}</source>
        <translation>Ingen svar på: {names}</translation>
    </message>
    <message>
        <source>Perhaps in the table: {names}</source>
        <translation>Kanskje i tabellen: {names}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of it replaced or withdrawn since</source>
        <translation>
            <numerusform>%n av svara er erstatta eller trekt sidan</numerusform>
            <numerusform>%n av svara er erstatta eller trekte sidan</numerusform>
        </translation>
    </message>
    <message>
        <source>No results</source>
        <translation>Ingen svar</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n til i rapporten</numerusform>
            <numerusform>%n til i rapporten</numerusform>
        </translation>
    </message>
    <message>
        <source>More in the report</source>
        <translation>Meir i rapporten</translation>
    </message>
    <message>
        <source>Results awaited</source>
        <translation>Ventar på svar</translation>
    </message>
    <message>
        <source>{moment}: {value}</source>
        <translation>{moment}: {value}</translation>
    </message>
    <message>
        <source>How much time the curves show</source>
        <translation>Kor lang tid kurvene viser</translation>
    </message>
    <message>
        <source>All reports</source>
        <translation>Alle rapportar</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} sidan</translation>
    </message>
    <message>
        <source>{age} before</source>
        <translation>{age} før</translation>
    </message>
    <message>
        <source>before: {value}</source>
        <translation>førre: {value}</translation>
    </message>
    <message>
        <source>from {value}</source>
        <translation>frå {value}</translation>
    </message>
    <message>
        <source>highest {value} {moment}</source>
        <translation>høgast {value} {moment}</translation>
    </message>
    <message>
        <source>lowest {value} {moment}</source>
        <translation>lågast {value} {moment}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer</numerusform>
            <numerusform>%n svar på annan nummertype eller ugyldig nummer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Examinations %n</source>
        <translation>
            <numerusform>Analysar %n</numerusform>
            <numerusform>Analysar %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older finding(s): see the reports</source>
        <translation>
            <numerusform>%n eldre: sjå rapportane</numerusform>
            <numerusform>%n eldre: sjå rapportane</numerusform>
        </translation>
    </message>
    <message>
        <source>Results may be missing.</source>
        <translation>Svar kan mangle.</translation>
    </message>
    <message>
        <source>Not in what was fetched: {names}</source>
        <translation>Ikkje i det som er henta: {names}</translation>
    </message>
    <message>
        <source>Further examinations</source>
        <translation>Fleire analysar</translation>
    </message>
    <message>
        <source>no result is marked</source>
        <translation>ingen svar er merkte</translation>
    </message>
    <message>
        <source>Newer in the list</source>
        <translation>Nyare svar i lista</translation>
    </message>
    <message numerus="yes">
        <source>+ %n in the table</source>
        <translation>
            <numerusform>+ %n i tabellen</numerusform>
            <numerusform>+ %n i tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more result(s)</source>
        <comment>number of awaited results</comment>
        <translation>
            <numerusform>%n svar til</numerusform>
            <numerusform>%n svar til</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Others %n</source>
        <translation>
            <numerusform>Andre %n</numerusform>
            <numerusform>Andre %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examination(s) ({results}) in the table alone</source>
        <translation>
            <numerusform>%n analyse ({results}) står berre i tabellen</numerusform>
            <numerusform>%n analysar ({results}) står berre i tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) with an unknown code</source>
        <translation>
            <numerusform>%n svar med ukjend kode</numerusform>
            <numerusform>%n svar med ukjend kode</numerusform>
        </translation>
    </message>
    <message>
        <source>No findings in what was fetched.</source>
        <translation>Ingen funn i det som er henta.</translation>
    </message>
    <message>
        <source>What is withheld may hold findings.</source>
        <translation>Svar som blir haldne tilbake, kan ha funn.</translation>
    </message>
    <message>
        <source>What is restricted may hold findings.</source>
        <translation>Sperra svar kan ha funn.</translation>
    </message>
    <message>
        <source>… more further down</source>
        <translation>… meir lenger ned</translation>
    </message>
    <message>
        <source>{name} found</source>
        <translation>{name} påvist</translation>
    </message>
    <message>
        <source>Change: when all is here</source>
        <translation>Endring: når alt er her</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Ingen meldingar</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) further up</source>
        <translation>
            <numerusform>%n rad lenger opp</numerusform>
            <numerusform>%n rader lenger opp</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Overview</source>
        <translation>Oversikt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapportar</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Views of the results</source>
        <translation>Visningar av svara</translation>
    </message>
    <message>
        <source>The trend shows everything</source>
        <translation>Utvikling viser alt</translation>
    </message>
    <message>
        <source>The overview shows everything</source>
        <translation>Oversikta viser alt</translation>
    </message>
</context>
<context>
    <name>PatientBar</name>
    <message>
        <source>Prøvesvar</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Endre</translation>
    </message>
    <message>
        <source>New patient</source>
        <translation>Ny pasient</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hjelp</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Meny</translation>
    </message>
    <message numerus="yes">
        <source>%n different names: {names}</source>
        <translation>
            <numerusform>%n ulike namn: {names}</numerusform>
            <numerusform>%n ulike namn: {names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grunnlag</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role · organisation</source>
        <translation>Rolle · verksemd</translation>
    </message>
    <message>
        <source>Results of patient {number}</source>
        <translation>Prøvesvar for pasient {number}</translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>Henta</translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation>Slått opp</translation>
    </message>
</context>
<context>
    <name>PatientField</name>
    <message>
        <source>Patient&apos;s identity number</source>
        <translation>Fødselsnummeret til pasienten</translation>
    </message>
    <message>
        <source>DDMMYY NNNNN</source>
        <translation>DDMMÅÅ NNNNN</translation>
    </message>
    <message>
        <source>Type, paste or scan. A D-number works too.</source>
        <translation>Skriv, lim inn eller skann. D-nummer går òg.</translation>
    </message>
    <message>
        <source>That text is too long to be a number, and was not put in. Copy the number alone.</source>
        <translation>Teksten er for lang til å vere eit nummer, og er ikkje sett inn. Kopier berre nummeret.</translation>
    </message>
</context>
<context>
    <name>PersonQuestion</name>
    <message>
        <source>It is &amp;me</source>
        <translation>Det er &amp;meg</translation>
    </message>
    <message>
        <source>&amp;Not me</source>
        <translation>Ikkje me&amp;g</translation>
    </message>
    <message>
        <source>End this login and log in as yourself</source>
        <translation>Avslutt denne innlogginga og logg inn som deg sjølv</translation>
    </message>
    <message>
        <source>Are you {name}, HPR {number}?</source>
        <translation>Er du {name}, HPR {number}?</translation>
    </message>
    <message>
        <source>HelseID did not ask for a new login: somebody may have been logged in already.</source>
        <translation>HelseID bad ikkje om ny innlogging: Nokon kan ha vore innlogga frå før.</translation>
    </message>
    <message>
        <source>The role {role} was chosen for somebody else. Confirm that it is yours too.</source>
        <translation>Rolla {role} blei vald for ein annan person. Stadfest at rolla også er di.</translation>
    </message>
    <message>
        <source>The look-up is sent when you have confirmed that it is you.</source>
        <translation>Oppslaget blir sendt når du har stadfesta at det er deg.</translation>
    </message>
    <message>
        <source>In the EHR, HPR {number} is logged in. Confirm that you look up as yourself.</source>
        <translation>I EPJ er HPR {number} logga inn. Stadfest at du slår opp som deg sjølv.</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>Not now</source>
        <translation>Ikkje no</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>Bruk PIN-koden</translation>
    </message>
    <message>
        <source>HelseID unlocks the window then</source>
        <translation>Vindauget blir då låst opp med HelseID</translation>
    </message>
    <message numerus="yes">
        <source>Choose a PIN for the lock: at least %n digit(s)</source>
        <translation>
            <numerusform>Vel ein PIN-kode for låsen: minst %n siffer</numerusform>
            <numerusform>Vel ein PIN-kode for låsen: minst %n siffer</numerusform>
        </translation>
    </message>
    <message>
        <source>The same PIN once more</source>
        <translation>Same PIN-kode ein gong til</translation>
    </message>
    <message>
        <source>The two were not the same. Choose once more.</source>
        <translation>Dei to var ikkje like. Vel på nytt.</translation>
    </message>
    <message>
        <source>{least} to {most} digits; no rows, none over and over, nothing of your HPR number.</source>
        <translation>{least} til {most} siffer; ingen rekkjer, ingen gjentakingar, ikkje noko av HPR-nummeret ditt.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Text {size} %</source>
        <translation>Tekst {size} %</translation>
    </message>
    <message>
        <source>Your choice could not be saved: it holds until the program ends.</source>
        <translation>Valet vart ikkje lagra: det gjeld til programmet blir avslutta.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Cancel (Esc)</source>
        <translation>Avbryt (Esc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Les opp</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>Skriv ut …</translation>
    </message>
</context>
<context>
    <name>ReportDetail</name>
    <message>
        <source>Examination</source>
        <translation>Undersøking</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Merka</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Hit: {line}</source>
        <translation>Treff: {line}</translation>
    </message>
    <message>
        <source>more text</source>
        <translation>meir tekst</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Førre</translation>
    </message>
</context>
<context>
    <name>ReportHead</name>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Registrert på</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>ikkje oppgitt</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utgitt</translation>
    </message>
    <message>
        <source>Another version of this report is cancelled; which is newer is not known</source>
        <translation>Ein annan versjon av denne rapporten er kansellert; det er ikkje kjent kven som er nyast</translation>
    </message>
    <message>
        <source>An older version. The newest: {newest}</source>
        <translation>Eldre versjon. Den nyaste: {newest}</translation>
    </message>
    <message>
        <source>An older version. The newest so far: {newest}</source>
        <translation>Eldre versjon. Nyaste så langt: {newest}</translation>
    </message>
    <message>
        <source>Request and ids</source>
        <translation>Rekvisisjon og id-ar</translation>
    </message>
    <message>
        <source>Who asked for it, the specimen, and every number that the laboratory gave</source>
        <translation>Kven som bad om han, prøva, og alle nummer frå laboratoriet</translation>
    </message>
</context>
<context>
    <name>ReportLines</name>
    <message>
        <source>Name not given</source>
        <translation>Namn ikkje oppgitt</translation>
    </message>
    <message>
        <source>the report is cancelled</source>
        <translation>rapporten er kansellert</translation>
    </message>
    <message>
        <source>what it stands under is cancelled</source>
        <translation>overordna svar er kansellert</translation>
    </message>
    <message>
        <source>Coded result</source>
        <translation>Koda svar</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>ikkje svart på</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) under this one did not come</source>
        <translation>
            <numerusform>%n underliggjande svar manglar i det tenesta sende</numerusform>
            <numerusform>%n underliggjande svar manglar i det tenesta sende</numerusform>
        </translation>
    </message>
    <message>
        <source>replaced: {value}</source>
        <translation>erstatta: {value}</translation>
    </message>
    <message>
        <source>Sent earlier</source>
        <translation>Sendt tidlegare</translation>
    </message>
    <message>
        <source>procedure</source>
        <translation>prosedyre</translation>
    </message>
    <message>
        <source>Sent earlier, in another report</source>
        <translation>Sendt tidlegare, i ein annan rapport</translation>
    </message>
    <message>
        <source>Date not given</source>
        <translation>Dato ikkje oppgitt</translation>
    </message>
    <message>
        <source>reference {range}</source>
        <translation>referanse {range}</translation>
    </message>
    <message>
        <source>under {name}</source>
        <translation>under {name}</translation>
    </message>
    <message>
        <source>Missing: {reason}</source>
        <translation>Manglar: {reason}</translation>
    </message>
    <message>
        <source>unit given as {unit}</source>
        <translation>eining oppgitt som {unit}</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>Ingen verdi</translation>
    </message>
    <message>
        <source>No value ({rest})</source>
        <translation>Ingen verdi ({rest})</translation>
    </message>
    <message>
        <source>No value (unit {unit})</source>
        <translation>Ingen verdi (eining {unit})</translation>
    </message>
    <message>
        <source>{name}: shown under {parent}</source>
        <translation>{name}: vist under {parent}</translation>
    </message>
    <message>
        <source>Unit given as</source>
        <translation>Eining oppgitt som</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Prøvemateriale</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Metode</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Utgitt</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>Utført av</translation>
    </message>
    <message>
        <source>Discipline</source>
        <translation>Fagområde</translation>
    </message>
    <message>
        <source>a result that is not in this report</source>
        <translation>eit svar som ikkje er i denne rapporten</translation>
    </message>
    <message>
        <source>Related to</source>
        <translation>Heng saman med</translation>
    </message>
    <message>
        <source>Belongs here too</source>
        <translation>Høyrer også hit</translation>
    </message>
    <message>
        <source>Method or side</source>
        <translation>Metode eller side</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>Kodar</translation>
    </message>
    <message>
        <source>Codes of the result</source>
        <translation>Kodar for svaret</translation>
    </message>
    <message>
        <source>UCUM</source>
        <translation>UCUM</translation>
    </message>
    <message>
        <source>Codes of the mark</source>
        <translation>Kodar for merkinga</translation>
    </message>
    <message>
        <source>Codes of the answer to {question}</source>
        <translation>Kodar for svaret på {question}</translation>
    </message>
    <message>
        <source>Codes of the method</source>
        <translation>Kodar for metoden</translation>
    </message>
    <message>
        <source>Codes of the specification</source>
        <translation>Kodar for spesifikasjonen</translation>
    </message>
    <message>
        <source>Kind of specimen not given</source>
        <translation>Materiale ikkje oppgitt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Comments on the report</source>
        <translation>Kommentarar til rapporten</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Konklusjon</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>Clinical information sent with the report</source>
        <translation>Kliniske opplysningar som følgde rapporten</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Rekvisisjon</translation>
    </message>
    <message>
        <source>About the report</source>
        <translation>Om rapporten</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the report names did not come from the service</source>
        <translation>
            <numerusform>%n svar som rapporten viser til, kom ikkje frå tenesta</numerusform>
            <numerusform>%n svar som rapporten viser til, kom ikkje frå tenesta</numerusform>
        </translation>
    </message>
    <message>
        <source>More results of this report are still being fetched</source>
        <translation>Fleire svar i denne rapporten blir framleis henta</translation>
    </message>
    <message>
        <source>The report holds no results.</source>
        <translation>Rapporten inneheld ingen svar.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report withheld: may be about another person</source>
        <translation>
            <numerusform>%n resultat i denne rapporten blir halde tilbake: kan gjelde ein annan person</numerusform>
            <numerusform>%n resultat i denne rapporten blir haldne tilbake: kan gjelde ein annan person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of this report could not be read</source>
        <translation>
            <numerusform>%n resultat i denne rapporten kunne ikkje lesast</numerusform>
            <numerusform>%n resultat i denne rapporten kunne ikkje lesast</numerusform>
        </translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikkje oppgitt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Frå</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Til</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Registrert</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>Rekvirent</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Rekvirert</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunngiving</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Materiale</translation>
    </message>
    <message>
        <source>The laboratory&apos;s number</source>
        <translation>Prøvenummeret til laboratoriet</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Prøve teken</translation>
    </message>
    <message>
        <source>Collected by</source>
        <translation>Teken av</translation>
    </message>
    <message>
        <source>Body site</source>
        <translation>Lokalisasjon</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>Registrert på</translation>
    </message>
    <message>
        <source>Report type</source>
        <translation>Rapporttype</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>This version issued</source>
        <translation>Denne versjonen utgitt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkjend</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Ansvarleg</translation>
    </message>
    <message>
        <source>Codes of the discipline</source>
        <translation>Kodar for fagområdet</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of the older version of {moment} are not repeated in this one</source>
        <translation>
            <numerusform>%n resultat i den eldre versjonen frå {moment} er ikkje teke opp att i denne</numerusform>
            <numerusform>%n resultat i den eldre versjonen frå {moment} er ikkje tekne opp att i denne</numerusform>
        </translation>
    </message>
    <message>
        <source>{value} (version issued {moment})</source>
        <translation>{value} (versjonen utgitt {moment})</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Trekt tilbake</translation>
    </message>
    <message>
        <source>Changed from</source>
        <translation>Endra frå</translation>
    </message>
    <message>
        <source>withdrawn in a newer version</source>
        <translation>trekt tilbake i ein nyare versjon</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>previously {value}</source>
        <translation>førre {value}</translation>
    </message>
    <message>
        <source>Examinations</source>
        <translation>Undersøkingar</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Sent earlier, in another report</source>
        <translation>Sendt tidlegare, i ein annan rapport</translation>
    </message>
    <message>
        <source>issued {moment}</source>
        <translation>utgitt {moment}</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>Ikkje oppgitt</translation>
    </message>
    <message>
        <source>Type not given</source>
        <translation>Type ikkje oppgitt</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) only in an older version</source>
        <translation>
            <numerusform>%n resultat berre i ein eldre versjon</numerusform>
            <numerusform>%n resultat berre i ein eldre versjon</numerusform>
        </translation>
    </message>
    <message>
        <source>◇ registered on another kind of number or an invalid one</source>
        <translation>◇ registrert på annan nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>Eldre versjon</translation>
    </message>
    <message numerus="yes">
        <source>%n older version(s)</source>
        <translation>
            <numerusform>%n eldre versjon</numerusform>
            <numerusform>%n eldre versjonar</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Gøym</translation>
    </message>
    <message>
        <source>Show (Enter)</source>
        <translation>Vis (Enter)</translation>
    </message>
    <message>
        <source>shown below</source>
        <translation>viste under</translation>
    </message>
    <message>
        <source>Older versions</source>
        <translation>Eldre versjonar</translation>
    </message>
</context>
<context>
    <name>ResultLabels</name>
    <message>
        <source>Result not ready</source>
        <translation>Svar ikkje klart</translation>
    </message>
    <message>
        <source>Preliminary, incomplete</source>
        <translation>Førebels, delsvar</translation>
    </message>
    <message>
        <source>Preliminary</source>
        <translation>Førebels</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Endeleg</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Endra</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Endra</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>Tillegg</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Kansellert</translation>
    </message>
    <message>
        <source>Registered in error</source>
        <translation>Registrert ved feil</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>Ukjend status</translation>
    </message>
    <message>
        <source>Status not given</source>
        <translation>Status ikkje oppgitt</translation>
    </message>
    <message>
        <source>Above the upper reference limit</source>
        <translation>Over øvre referansegrense</translation>
    </message>
    <message>
        <source>Below the lower reference limit</source>
        <translation>Under nedre referansegrense</translation>
    </message>
    <message>
        <source>Outside the reference limits</source>
        <translation>Utanfor referansegrensene</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Høg</translation>
    </message>
    <message>
        <source>High, marked HH</source>
        <translation>Høg, merka HH</translation>
    </message>
    <message>
        <source>High, marked HU</source>
        <translation>Høg, merka HU</translation>
    </message>
    <message>
        <source>Above what can be measured</source>
        <translation>Over det som kan målast</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Låg</translation>
    </message>
    <message>
        <source>Low, marked LL</source>
        <translation>Låg, merka LL</translation>
    </message>
    <message>
        <source>Low, marked LU</source>
        <translation>Låg, merka LU</translation>
    </message>
    <message>
        <source>Below what can be measured</source>
        <translation>Under det som kan målast</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <translation>Unormal</translation>
    </message>
    <message>
        <source>Abnormal, marked AA</source>
        <translation>Unormal, merka AA</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativ</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>Positiv</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Påvist</translation>
    </message>
    <message>
        <source>Not detected</source>
        <translation>Ikkje påvist</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>Ikkje konklusiv</translation>
    </message>
    <message>
        <source>Equivocal</source>
        <translation>Tvilsam</translation>
    </message>
    <message>
        <source>Reactive</source>
        <translation>Reaktiv</translation>
    </message>
    <message>
        <source>Weakly reactive</source>
        <translation>Svakt reaktiv</translation>
    </message>
    <message>
        <source>Not reactive</source>
        <translation>Ikkje reaktiv</translation>
    </message>
    <message>
        <source>Susceptible</source>
        <translation>Følsam</translation>
    </message>
    <message>
        <source>Intermediate, or susceptible at increased exposure</source>
        <translation>Intermediær, eller følsam ved auka eksponering</translation>
    </message>
    <message>
        <source>Susceptible, dose dependent</source>
        <translation>Følsam, doseavhengig</translation>
    </message>
    <message>
        <source>Not susceptible</source>
        <translation>Ikkje følsam</translation>
    </message>
    <message>
        <source>Resistant</source>
        <translation>Resistent</translation>
    </message>
    <message>
        <source>Significant deviation from an earlier result</source>
        <translation>Vesentleg avvik frå tidlegare svar</translation>
    </message>
    <message>
        <source>Reported by telephone</source>
        <translation>Telefonsvar gitt</translation>
    </message>
    <message>
        <source>Must be notified to MSIS</source>
        <translation>Skal meldast til MSIS</translation>
    </message>
    <message>
        <source>Accredited</source>
        <translation>Akkreditert</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Godkjend</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Number of containers</source>
        <translation>Talet på behaldarar</translation>
    </message>
    <message>
        <source>Countersigned</source>
        <translation>Kontrasignert</translation>
    </message>
    <message>
        <source>Described</source>
        <translation>Beskriven</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Undersøkt</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Sendt med</translation>
    </message>
    <message>
        <source>Medically validated</source>
        <translation>Medisinsk validert</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>Betalar</translation>
    </message>
    <message>
        <source>Preparation of the patient</source>
        <translation>Førebuing av pasienten</translation>
    </message>
    <message>
        <source>Request received</source>
        <translation>Rekvisisjon motteken</translation>
    </message>
    <message>
        <source>First issued</source>
        <translation>Først utgitt</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>Handtering</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spesifikasjon</translation>
    </message>
    <message>
        <source>Status changed</source>
        <translation>Status endra</translation>
    </message>
    <message>
        <source>Other object, reference</source>
        <translation>Anna objekt, referanse</translation>
    </message>
    <message>
        <source>Other object taken</source>
        <translation>Anna objekt</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Behaldar</translation>
    </message>
    <message>
        <source>Additive</source>
        <translation>Tilsetjing</translation>
    </message>
    <message>
        <source>Why it is missing</source>
        <translation>Årsak til at det manglar</translation>
    </message>
    <message>
        <source>HER-id</source>
        <translation>HER-id</translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation>Fødselsnummer</translation>
    </message>
    <message>
        <source>D-number</source>
        <translation>D-nummer</translation>
    </message>
    <message>
        <source>HPR number</source>
        <translation>HPR-nummer</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisasjonsnummer</translation>
    </message>
    <message>
        <source>RESH-id</source>
        <translation>RESH-id</translation>
    </message>
    <message>
        <source>Laboratory medicine</source>
        <translation>Laboratoriemedisin</translation>
    </message>
    <message>
        <source>Pathology</source>
        <translation>Patologi</translation>
    </message>
    <message>
        <source>Imaging</source>
        <translation>Biletdiagnostikk</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Opna</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) opened</source>
        <translation>
            <numerusform>%n svar opna</numerusform>
            <numerusform>%n svar opna</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is not ready</source>
        <translation>Rapporten er ikkje klar</translation>
    </message>
    <message>
        <source>The report is preliminary, incomplete</source>
        <translation>Rapport førebels, ufullstendig</translation>
    </message>
    <message>
        <source>The report is changed</source>
        <translation>Rapporten er endra</translation>
    </message>
    <message>
        <source>The report has an addition</source>
        <translation>Rapporten har eit tillegg</translation>
    </message>
    <message>
        <source>The report is cancelled</source>
        <translation>Rapporten er kansellert</translation>
    </message>
    <message>
        <source>The report is registered in error</source>
        <translation>Rapporten er registrert ved ein feil</translation>
    </message>
    <message>
        <source>The report&apos;s status is «{status}»</source>
        <translation>Status for rapporten er «{status}»</translation>
    </message>
    <message>
        <source>{report} · this result: {status}</source>
        <translation>{report} · dette svaret: {status}</translation>
    </message>
    <message numerus="yes">
        <source>%n high</source>
        <comment>number of results above the limit</comment>
        <translation>
            <numerusform>%n over</numerusform>
            <numerusform>%n over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n low</source>
        <comment>number of results below the limit</comment>
        <translation>
            <numerusform>%n under</numerusform>
            <numerusform>%n under</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outside</source>
        <comment>number of results outside the limits</comment>
        <translation>
            <numerusform>%n utanfor</numerusform>
            <numerusform>%n utanfor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <comment>number of results marked otherwise</comment>
        <translation>
            <numerusform>%n merka</numerusform>
            <numerusform>%n merka</numerusform>
        </translation>
    </message>
    <message>
        <source>Additional information ({label})</source>
        <translation>Tilleggsopplysning ({label})</translation>
    </message>
    <message>
        <source>Additional information</source>
        <translation>Tilleggsopplysning</translation>
    </message>
    <message>
        <source>{glyph} comment: {text}</source>
        <translation>{glyph} kommentar: {text}</translation>
    </message>
    <message>
        <source>Objection by the patient</source>
        <translation>Reservasjon frå pasienten</translation>
    </message>
    <message>
        <source>Message ID</source>
        <translation>Meldings-id</translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation>Rapport-id</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Rekvisisjons-id</translation>
    </message>
    <message>
        <source>The laboratory&apos;s request ID</source>
        <translation>Rekvisisjons-id hos laboratoriet</translation>
    </message>
    <message>
        <source>Specimen ID</source>
        <translation>Prøve-id</translation>
    </message>
    <message>
        <source>The requester&apos;s specimen ID</source>
        <translation>Prøve-id hos rekvirenten</translation>
    </message>
    <message>
        <source>Result ID</source>
        <translation>Svar-id</translation>
    </message>
    <message>
        <source>Shared temporary number (FH)</source>
        <translation>Felles hjelpenummer (FH)</translation>
    </message>
    <message>
        <source>Radiology</source>
        <translation>Radiologi</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Immunology/transfusion</source>
        <translation>Immunologi/transfusjon</translation>
    </message>
    <message>
        <source>Biochemistry</source>
        <translation>Biokjemi</translation>
    </message>
    <message>
        <source>Report preliminary</source>
        <translation>Rapport førebels</translation>
    </message>
</context>
<context>
    <name>ResultsHeader</name>
    <message>
        <source>Fetch again</source>
        <translation>Hent på nytt</translation>
    </message>
    <message>
        <source>Show &amp;codes</source>
        <translation>Vis &amp;kodar</translation>
    </message>
    <message>
        <source>&amp;About the look-up …</source>
        <translation>&amp;Om oppslaget …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meir</translation>
    </message>
    <message>
        <source>About the look-up</source>
        <translation>Om oppslaget</translation>
    </message>
    <message>
        <source>Copy the IDs</source>
        <translation>Kopier alle id-ar</translation>
    </message>
    <message>
        <source>Counts, laboratories, and the IDs of this look-up for support</source>
        <translation>Tal, laboratorium og id-ane for oppslaget</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: in the list of reports</source>
        <translation>
            <numerusform>… og %n til: i lista over rapportar</numerusform>
            <numerusform>… og %n til: i lista over rapportar</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetched</source>
        <translation>Henta</translation>
    </message>
    <message>
        <source>May be missing</source>
        <translation>Kan mangle</translation>
    </message>
    <message>
        <source>Laboratories</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>IDs for support</source>
        <translation>Id-ar for support</translation>
    </message>
    <message>
        <source>Request {number}: {id}</source>
        <translation>Oppslags-id {number}: {id}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Melding</translation>
    </message>
    <message>
        <source>Fetching again is logged:</source>
        <translation>Nytt oppslag blir logga:</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results whose report did not come</source>
        <translation>Svar utan rapport</translation>
    </message>
    <message>
        <source>Not everything could be read or fetched</source>
        <translation>Ikkje alt kunne lesast eller hentast</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Prøvesvar</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapportar</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Rapporten</translation>
    </message>
    <message numerus="yes">
        <source>Registered on another kind of number or an invalid one: %n report(s)</source>
        <translation>
            <numerusform>Registrert på annan nummertype eller ugyldig nummer: %n rapport</numerusform>
            <numerusform>Registrert på annan nummertype eller ugyldig nummer: %n rapportar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RolePicker</name>
    <message>
        <source>HPR role</source>
        <translation>HPR-rolle</translation>
    </message>
    <message>
        <source>Code or name, for example LE</source>
        <translation>Kode eller namn, til dømes LE</translation>
    </message>
    <message>
        <source>Code list 9060, Kategori helsepersonell, from Helsedirektoratet</source>
        <translation>Kodeverk 9060, Kategori helsepersonell, frå Helsedirektoratet</translation>
    </message>
    <message>
        <source>{name} ({code})</source>
        <translation>{name} ({code})</translation>
    </message>
    <message>
        <source>Unknown role «{typed}». Type a code or a name from the list.</source>
        <translation>Ukjend rolle «{typed}». Skriv ein kode eller eit namn frå lista.</translation>
    </message>
    <message>
        <source>«{typed}» cannot be used here. Choose another role.</source>
        <translation>«{typed}» kan ikkje brukast her. Vel ei anna rolle.</translation>
    </message>
    <message>
        <source>{role} – cannot be used here</source>
        <translation>{role} – kan ikkje brukast her</translation>
    </message>
    <message>
        <source>Not registered for you</source>
        <translation>Ikkje registrert på deg</translation>
    </message>
    <message>
        <source>Not registered for you in HPR, according to HelseID.</source>
        <translation>Ikkje registrert på deg i HPR, ifølgje HelseID.</translation>
    </message>
    <message>
        <source>Registered for you</source>
        <translation>Registrert på deg</translation>
    </message>
    <message>
        <source>Registered for you in HPR, according to HelseID.</source>
        <translation>Registrert på deg i HPR, ifølgje HelseID.</translation>
    </message>
    <message>
        <source>Filled in: used last</source>
        <translation>Fylt ut: brukt sist</translation>
    </message>
    <message>
        <source>The role that you used last.</source>
        <translation>Rolla du brukte sist.</translation>
    </message>
    <message>
        <source>List of {date}</source>
        <translation>Liste frå {date}</translation>
    </message>
    <message>
        <source>{role} · registered for you</source>
        <translation>{role} · registrert på deg</translation>
    </message>
</context>
<context>
    <name>Sampling</name>
    <message>
        <source>Sampled</source>
        <translation>Prøve teken</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Undersøkt</translation>
    </message>
    <message>
        <source>Date of sampling or examination</source>
        <translation>Prøve-/undersøkingsdato</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Performed at</source>
        <translation>Utført ved</translation>
    </message>
    <message>
        <source>Laboratory not given</source>
        <translation>Laboratorium ikkje oppgitt</translation>
    </message>
    <message>
        <source>Performed at: not given</source>
        <translation>Utført ved: ikkje oppgitt</translation>
    </message>
</context>
<context>
    <name>SandboxHint</name>
    <message>
        <source>Sandbox</source>
        <translation>Sandkasse</translation>
    </message>
    <message>
        <source>Try {number} and the basis Emergency.</source>
        <translation>Prøv med {number} og Akuttsituasjon.</translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation>Set inn</translation>
    </message>
    <message>
        <source>Put {number} into the field</source>
        <translation>Set {number} inn i feltet</translation>
    </message>
</context>
<context>
    <name>SandboxMark</name>
    <message>
        <source>SANDBOX – synthetic people only. Nothing here is real.</source>
        <translation>SANDKASSE – berre syntetiske personar. Ingenting her er ekte.</translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>Prøvesvar: self-check of {time}</source>
        <translation>Prøvesvar: sjølvsjekk {time}</translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation>Gjer dette: {text}</translation>
    </message>
    <message>
        <source>Wrong: {red}. To look at: {amber}. Unknown: {unknown}. OK: {green}.</source>
        <translation>Feil: {red}. Å sjå på: {amber}. Ukjent: {unknown}. OK: {green}.</translation>
    </message>
    <message>
        <source>There is no secret and no person in this report: it can be mailed to whoever helps you.</source>
        <translation>Rapporten inneheld ingen løyndommar og ingen personar: han kan sendast på e-post til den som hjelper deg.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Others than administrators can change it: {file}</source>
        <translation>Andre enn administratorar kan endre ho: {file}</translation>
    </message>
    <message>
        <source>None is free: {taken}</source>
        <translation>Ingen er ledig: {taken}</translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file} Its access list cannot be read.</source>
        <translation>Innstillingar som er bestemte: {count}. {file} Tilgangslista til fila kan ikkje lesast.</translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). Not free: {taken}. One is enough.</source>
        <translation>Ledige: {ports} (* er kva som helst). Ikkje ledige: {taken}. Éin er nok.</translation>
    </message>
    <message>
        <source>In use: {taken}. A login waits for its turn.</source>
        <translation>I bruk: {taken}. Ei innlogging ventar på tur.</translation>
    </message>
    <message>
        <source>There ({kind}). The access list of its file cannot be read.</source>
        <translation>Finst ({kind}). Tilgangslista til fila kan ikkje lesast.</translation>
    </message>
    <message>
        <source>There ({kind}). Others can change its file, or everybody can read it.</source>
        <translation>Finst ({kind}). Andre kan endre fila, eller alle kan lese ho.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Sjå på</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Feil</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Ukjent</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programmet</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Innstillingar</translation>
    </message>
    <message>
        <source>Administrator&apos;s policy</source>
        <translation>Policyen til administratoren</translation>
    </message>
    <message>
        <source>Client at HelseID</source>
        <translation>Klient hos HelseID</translation>
    </message>
    <message>
        <source>The system&apos;s password store</source>
        <translation>Passordlageret i systemet</translation>
    </message>
    <message>
        <source>The client&apos;s key</source>
        <translation>Nøkkelen til klienten</translation>
    </message>
    <message>
        <source>The key&apos;s expiry</source>
        <translation>Når nøkkelen går ut</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>HelseID (login)</source>
        <translation>HelseID (innlogging)</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar (results)</source>
        <translation>Pasientens prøvesvar</translation>
    </message>
    <message>
        <source>List of roles (9060)</source>
        <translation>Rollelista (9060)</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Klokka</translation>
    </message>
    <message>
        <source>Ports for the login&apos;s answer</source>
        <translation>Portar for svaret på innlogginga</translation>
    </message>
    <message>
        <source>Access journal</source>
        <translation>Tilgangslogg</translation>
    </message>
    <message>
        <source>Check again. If it goes on, send this report to the support desk.</source>
        <translation>Sjekk på nytt. Om det held fram, send denne rapporten til brukarstøtta.</translation>
    </message>
    <message>
        <source>Let the firewall and the proxy allow https to {host}.</source>
        <translation>Brannmur og proxy må sleppe https til {host} gjennom.</translation>
    </message>
    <message>
        <source>Finish a login that waits, end the other program that listens there, or register more redirect addresses. EACCES: the system has reserved the port (on Windows often Hyper-V, WSL or Docker): register ports below 32768 that are far apart, or keep them free, see the administrator&apos;s page about machines.</source>
        <translation>Fullfør ei innlogging som ventar, avslutt det andre programmet som lyttar der, eller registrer fleire omdirigeringsadresser. EACCES: Systemet har reservert porten (i Windows ofte Hyper-V, WSL eller Docker): Registrer portar under 32768 som ligg langt frå kvarandre, eller hald dei ledige, sjå sida om maskiner for administratorar.</translation>
    </message>
    <message>
        <source>It could not be checked ({kind}).</source>
        <translation>Det kunne ikkje sjekkast ({kind}).</translation>
    </message>
    <message>
        <source>No answer within {seconds} seconds.</source>
        <translation>Ikkje svar innan {seconds} sekund.</translation>
    </message>
    <message>
        <source>Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.</source>
        <translation>Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.</translation>
    </message>
    <message>
        <source>Prøvesvar {version}: a part cannot be loaded, {part} ({kind}).</source>
        <translation>Prøvesvar {version}: ein del kan ikkje lastast, {part} ({kind}).</translation>
    </message>
    <message>
        <source>Install the program again, with the system&apos;s packages that it needs.</source>
        <translation>Installer programmet på nytt, med systempakkane det treng.</translation>
    </message>
    <message>
        <source>Profile {profile}. Own settings: {file}</source>
        <translation>Profil {profile}. Eigne innstillingar: {file}</translation>
    </message>
    <message>
        <source>Profile {profile}. Not known, and without effect: {names}. Own settings: {file}</source>
        <translation>Profil {profile}. Ukjende og utan verknad: {names}. Eigne innstillingar: {file}</translation>
    </message>
    <message>
        <source>Correct the names, or remove them.</source>
        <translation>Rett namna, eller fjern dei.</translation>
    </message>
    <message>
        <source>Correct the file. The rest was checked by the policy and the built-in values.</source>
        <translation>Rett fila. Resten er sjekka etter policyen og dei innebygde verdiane.</translation>
    </message>
    <message>
        <source>There is none. It would be {file}</source>
        <translation>Det finst ingen. Han ville ha vore {file}</translation>
    </message>
    <message>
        <source>Let only administrators write the file and its folder.</source>
        <translation>La berre administratorar kunne skrive til fila og mappa.</translation>
    </message>
    <message>
        <source>The sandbox uses none.</source>
        <translation>Sandkassa bruker ingen.</translation>
    </message>
    <message>
        <source>{client} at {host}</source>
        <translation>{client} hos {host}</translation>
    </message>
    <message>
        <source>No client is set up: nobody can log in.</source>
        <translation>Ingen klient er sett opp: ingen kan logge inn.</translation>
    </message>
    <message>
        <source>This setting cannot be used for the login: {setting}.</source>
        <translation>Denne innstillinga kan ikkje brukast til innlogging: {setting}.</translation>
    </message>
    <message>
        <source>Set it as the client is registered at HelseID Selvbetjening.</source>
        <translation>Set innstillinga slik klienten er registrert i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>Keeps, gives back and forgets ({vault}).</source>
        <translation>Lagrar, gir tilbake og gløymer ({vault}).</translation>
    </message>
    <message>
        <source>There is none in this session.</source>
        <translation>Det finst ikkje noko i denne økta.</translation>
    </message>
    <message>
        <source>On Linux, install and start a Secret Service such as gnome-keyring.</source>
        <translation>På Linux: installer og start ei Secret Service, til dømes gnome-keyring.</translation>
    </message>
    <message>
        <source>It is locked, or not made yet ({vault}).</source>
        <translation>Det er låst, eller ikkje oppretta enno ({vault}).</translation>
    </message>
    <message>
        <source>The system asks for its password at the next login. Then check again.</source>
        <translation>Systemet spør om passordet ved neste innlogging. Sjekk på nytt etterpå.</translation>
    </message>
    <message>
        <source>It does not answer ({vault}).</source>
        <translation>Det svarer ikkje ({vault}).</translation>
    </message>
    <message>
        <source>Look for a window of the system that asks for a password; log in to the desktop anew.</source>
        <translation>Sjå etter eit systemvindauge som spør om passord; logg inn på maskina på nytt.</translation>
    </message>
    <message>
        <source>It reports an error ({vault}, {kind}).</source>
        <translation>Det melder ein feil ({vault}, {kind}).</translation>
    </message>
    <message>
        <source>Log in to the desktop anew. If it goes on, repair the password store.</source>
        <translation>Logg inn på maskina på nytt. Om det held fram, må passordlageret reparerast.</translation>
    </message>
    <message>
        <source>There ({kind}).</source>
        <translation>Finst ({kind}).</translation>
    </message>
    <message>
        <source>The key belongs to another client than the settings name.</source>
        <translation>Nøkkelen høyrer til ein annan klient enn den innstillingane nemner.</translation>
    </message>
    <message>
        <source>There is none for this client.</source>
        <translation>Det finst ingen for denne klienten.</translation>
    </message>
    <message>
        <source>It cannot be used ({why}).</source>
        <translation>Han kan ikkje brukast ({why}).</translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is.</source>
        <translation>Ein nyare versjon av programmet har lagra han, og denne versjonen lèt han vere som han er.</translation>
    </message>
    <message>
        <source>Install the newer version again.</source>
        <translation>Installer den nyare versjonen igjen.</translation>
    </message>
    <message>
        <source>This account may not read the machine&apos;s key.</source>
        <translation>Denne kontoen har ikkje lov til å lese nøkkelen til maskina.</translation>
    </message>
    <message>
        <source>Put the account into the group to which the administrator gave the key.</source>
        <translation>Legg kontoen i gruppa som administratoren har gitt nøkkelen til.</translation>
    </message>
    <message>
        <source>The machine&apos;s key can be read or changed by others than it is for. It is not used.</source>
        <translation>Nøkkelen til maskina kan lesast eller endrast av andre enn dei han er for. Han blir ikkje brukt.</translation>
    </message>
    <message>
        <source>Correct its owner, group and mode; replace the key where somebody may have taken it.</source>
        <translation>Rett eigar, gruppe og modus; byt nøkkelen om nokon kan ha teke han.</translation>
    </message>
    <message>
        <source>Replace the key before that day (provesvar-gui --rotate-key), or nobody can log in.</source>
        <translation>Byt nøkkelen før den dagen (provesvar-gui --rotate-key), elles kan ingen logge inn.</translation>
    </message>
    <message>
        <source>A replacement of the key was begun and has not come to its end.</source>
        <translation>Eit byte av nøkkelen blei starta og er ikkje fullført.</translation>
    </message>
    <message>
        <source>The key&apos;s owner runs provesvar-gui --rotate-key. Logins work meanwhile.</source>
        <translation>Den som eig nøkkelen, køyrer provesvar-gui --rotate-key. Innlogging verkar i mellomtida.</translation>
    </message>
    <message>
        <source>The key expired on {date}: HelseID does not take it.</source>
        <translation>Nøkkelen gjekk ut {date}: HelseID godtek han ikkje.</translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening and import its file.</source>
        <translation>Lag ein ny nøkkel i HelseID Selvbetjening og ta inn fila.</translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator, take in the configuration file from HelseID Selvbetjening: provesvar-gui --provision-machine FILE.</source>
        <translation>Som administrator for maskina: ta inn konfigurasjonsfila frå HelseID Selvbetjening med provesvar-gui --provision-machine FIL.</translation>
    </message>
    <message>
        <source>Make a new key at HelseID Selvbetjening. As the machine&apos;s administrator, take in its file: provesvar-gui --provision-machine FILE.</source>
        <translation>Lag ein ny nøkkel i HelseID Selvbetjening. Ta inn fila som administrator for maskina: provesvar-gui --provision-machine FIL.</translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation>Sandkassa har eigne innstillingar og les inga fil.</translation>
    </message>
    <message>
        <source>There is no such settings file: {file}</source>
        <translation>Innstillingsfila finst ikkje: {file}</translation>
    </message>
    <message>
        <source>The settings file cannot be read: {file}, line {line}. {reason}</source>
        <translation>Innstillingsfila kan ikkje lesast: {file}, linje {line}. {reason}</translation>
    </message>
    <message>
        <source>There may be one, but this account cannot read it: {file}</source>
        <translation>Det kan finnast ein, men denne kontoen kan ikkje lese han: {file}</translation>
    </message>
    <message>
        <source>Let every user read the file and its folder, and only administrators write them.</source>
        <translation>La alle brukarar lese fila og mappa, og berre administratorar skrive i dei.</translation>
    </message>
    <message>
        <source>It is not known when the key expires.</source>
        <translation>Det er ikkje kjent når nøkkelen går ut.</translation>
    </message>
    <message>
        <source>The program asks a minute after a login, where the client has the grant client_credentials and the scope nhn:selvbetjening/client. Else see the client&apos;s page at HelseID Selvbetjening.</source>
        <translation>Programmet spør eitt minutt etter ei innlogging, der klienten har grant-typen client_credentials og scopet nhn:selvbetjening/client. Elles: Sjå sida til klienten i HelseID Selvbetjening.</translation>
    </message>
    <message>
        <source>As the machine&apos;s administrator: provesvar-gui --rotate-key --days 30 asks HelseID Selvbetjening, and keeps the answer.</source>
        <translation>Som administrator for maskina: provesvar-gui --rotate-key --days 30 spør HelseID Selvbetjening og tek vare på svaret.</translation>
    </message>
    <message>
        <source>The sandbox&apos;s key is made anew at each start.</source>
        <translation>Nøkkelen til sandkassa blir laga på nytt ved kvar start.</translation>
    </message>
    <message>
        <source>The system&apos;s own decide.</source>
        <translation>Dei eigne til systemet bestemmer.</translation>
    </message>
    <message>
        <source>The system&apos;s own, and {count} from {file}</source>
        <translation>Dei eigne til systemet, og {count} frå {file}</translation>
    </message>
    <message>
        <source>The certificates of network.ca_file cannot be read: {file} ({kind}).</source>
        <translation>Sertifikata i network.ca_file kan ikkje lesast: {file} ({kind}).</translation>
    </message>
    <message>
        <source>The file must hold certificates as PEM, readable by this user.</source>
        <translation>Fila må innehalde sertifikat som PEM, og brukaren må kunne lese ho.</translation>
    </message>
    <message>
        <source>None: straight to the services.</source>
        <translation>Ingen: rett til tenestene.</translation>
    </message>
    <message>
        <source>In use: {ways}</source>
        <translation>I bruk: {ways}</translation>
    </message>
    <message>
        <source>The system does not say in time which proxy to use; straight ways are tried.</source>
        <translation>Systemet seier ikkje i tide kva proxy som skal brukast; direkte samband blir prøvd.</translation>
    </message>
    <message>
        <source>See that the network&apos;s proxy script can be reached, or set network.proxy.</source>
        <translation>Sørg for at proxyskriptet til nettverket kan nåast, eller set network.proxy.</translation>
    </message>
    <message>
        <source>The proxy that the system names cannot be used ({kind}).</source>
        <translation>Proxyen som systemet oppgir, kan ikkje brukast ({kind}).</translation>
    </message>
    <message>
        <source>Set network.proxy to an http proxy, or to none.</source>
        <translation>Set network.proxy til ein http-proxy, eller til none.</translation>
    </message>
    <message>
        <source>{host} answers as it should ({seconds} s).</source>
        <translation>{host} svarer som den skal ({seconds} s).</translation>
    </message>
    <message>
        <source>No contact with {host}.</source>
        <translation>Ingen kontakt med {host}.</translation>
    </message>
    <message>
        <source>{host} does not answer in time.</source>
        <translation>{host} svarer ikkje i tide.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted here.</source>
        <translation>Sertifikatet til {host} er ikkje klarert her.</translation>
    </message>
    <message>
        <source>Where the network looks into https, put its certificate into the system&apos;s store or network.ca_file. Else see that the machine&apos;s clock is right.</source>
        <translation>Om nettverket inspiserer https: legg sertifikatet i lageret til systemet eller i network.ca_file. Elles: sjå om klokka på maskina går rett.</translation>
    </message>
    <message>
        <source>The proxy does not lead to {host}.</source>
        <translation>Proxyen fører ikkje fram til {host}.</translation>
    </message>
    <message>
        <source>Wait a little and check again. If it goes on, ask Norsk helsenett.</source>
        <translation>Vent litt og sjekk på nytt. Om det held fram, spør Norsk helsenett.</translation>
    </message>
    <message>
        <source>See that the address in the settings is right, and that no login page of the network stands in between.</source>
        <translation>Sjå at adressa i innstillingane er rett, og at inga påloggingsside for nettverket ligg imellom.</translation>
    </message>
    <message>
        <source>Right, by the services&apos; own time.</source>
        <translation>Rett, etter tida frå tenestene sjølve.</translation>
    </message>
    <message>
        <source>{seconds} seconds off. The program allows for it.</source>
        <translation>{seconds} sekund feil. Programmet tek omsyn til det.</translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network.</source>
        <translation>Still klokka på maskina etter nettverket.</translation>
    </message>
    <message>
        <source>{seconds} seconds off.</source>
        <translation>{seconds} sekund feil.</translation>
    </message>
    <message>
        <source>Set the machine&apos;s clock by the network: certificates and the journal&apos;s times go wrong.</source>
        <translation>Still klokka på maskina etter nettverket: sertifikat og tider i tilgangsloggen blir feil.</translation>
    </message>
    <message>
        <source>Not kept: look-ups are not recorded on this machine.</source>
        <translation>Blir ikkje ført: oppslag blir ikkje registrerte på denne maskina.</translation>
    </message>
    <message>
        <source>Set journal.enabled where your organisation wants it.</source>
        <translation>Set journal.enabled om verksemda vil ha loggen.</translation>
    </message>
    <message>
        <source>It cannot be used: {folder}</source>
        <translation>Han kan ikkje brukast: {folder}</translation>
    </message>
    <message>
        <source>See the folder and the password store, then --check-journal. Look-ups are not recorded.</source>
        <translation>Sjå på mappa og passordlageret, og deretter --check-journal. Oppslag blir ikkje registrerte.</translation>
    </message>
    <message>
        <source>A newer version of this program has kept it, and this one leaves it as it is: {folder}</source>
        <translation>Ein nyare versjon av programmet har ført han, og denne versjonen lèt han vere som han er: {folder}</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>innebygd</translation>
    </message>
    <message>
        <source>own file</source>
        <translation>eiga fil</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>kommandolinje</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>policy</translation>
    </message>
    <message>
        <source>The system reports an error.</source>
        <translation>Systemet melder om ein feil.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Fila finst ikkje.</translation>
    </message>
    <message>
        <source>The token refused the PIN, which is kept no more ({store}: {why}).</source>
        <translation>Nøkkeleininga avviste PIN-koden, som ikkje blir lagra lenger ({store}: {why}).</translation>
    </message>
    <message>
        <source>This account may not read it.</source>
        <translation>Denne kontoen har ikkje lov til å lese ho.</translation>
    </message>
    <message>
        <source>It is a link, or lies behind one, that leads to nothing.</source>
        <translation>Ho er, eller ligg bak, ei lenkje som ikkje fører nokon stad.</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>Det er ei mappe.</translation>
    </message>
    <message>
        <source>It is too large.</source>
        <translation>Ho er for stor.</translation>
    </message>
    <message>
        <source>It is not text in UTF-8.</source>
        <translation>Ho er ikkje tekst i UTF-8.</translation>
    </message>
    <message>
        <source>What stands there is not TOML: look for quotation marks, brackets and a setting that stands twice.</source>
        <translation>Det som står der, er ikkje TOML: sjå etter hermeteikn, klammer og ei innstilling som står to gonger.</translation>
    </message>
    <message>
        <source>Not TOML: a backslash in a text; write it twice, or put the text between single quotation marks.</source>
        <translation>Ikkje TOML: ein omvend skråstrek i ein tekst; skriv han dobbelt, eller set teksten i enkle hermeteikn.</translation>
    </message>
    <message>
        <source>It did not come in time. It may lie on a network drive.</source>
        <translation>Ho kom ikkje i tide. Ho ligg kanskje på ein nettverksstasjon.</translation>
    </message>
    <message>
        <source>It could not be written.</source>
        <translation>Ho kunne ikkje skrivast.</translation>
    </message>
    <message>
        <source>Others can change the certificates that are trusted: {file}</source>
        <translation>Andre kan endre sertifikata som programmet stoler på: {file}</translation>
    </message>
    <message>
        <source>Settings that are decided: {count}. {file}</source>
        <translation>Innstillingar som er bestemte: {count}. {file}</translation>
    </message>
    <message>
        <source>HelseID takes the key until {date}. Days left: {days}.</source>
        <translation>HelseID godtek nøkkelen til {date}. Dagar att: {days}.</translation>
    </message>
    <message>
        <source>HelseID takes the key only until {date}. Days left: {days}.</source>
        <translation>HelseID godtek nøkkelen berre til {date}. Dagar att: {days}.</translation>
    </message>
    <message>
        <source>Kept, in {folder}. Months: {months}</source>
        <translation>Blir ført, i {folder}. Månader: {months}</translation>
    </message>
    <message>
        <source>In production it can be reached from Helsenettet only; HelseID and BankID need the Internet at the same time. See that this machine is on both, and that firewall and proxy allow https to {host}.</source>
        <translation>I produksjon kan ho berre nåast frå Helsenettet; HelseID og BankID treng Internett samstundes. Sørg for at maskina er på begge, og at brannmur og proxy slepp gjennom https til {host}.</translation>
    </message>
    <message>
        <source>The encryption that {host} offers is too old.</source>
        <translation>Krypteringa som {host} tilbyr, er for gammal.</translation>
    </message>
    <message>
        <source>It must be TLS 1.2 or newer. See whether a proxy or a filter of the network answers in its place.</source>
        <translation>Ho må vere TLS 1.2 eller nyare. Sjå om ein proxy eller eit filter i nettverket svarar i staden.</translation>
    </message>
    <message>
        <source>None is open here, and none is needed.</source>
        <translation>Ingen er open her, og ingen trengst.</translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change the file and its folder.</source>
        <translation>Sjå med icacls: berre SYSTEM og administratorar skal kunne endre fila og mappa.</translation>
    </message>
    <message>
        <source>Look with icacls: only SYSTEM and administrators may change it, and only those it is for may read it.</source>
        <translation>Sjå med icacls: berre SYSTEM og administratorar skal kunne endre henne, og berre dei ho er til for, skal kunne lese henne.</translation>
    </message>
    <message>
        <source>Free: {ports} (* is any). One is enough.</source>
        <translation>Ledige: {ports} (* er kva som helst). Éin er nok.</translation>
    </message>
    <message>
        <source>Things in the settings that cannot be used: {count}</source>
        <translation>Innstillingar som ikkje kan brukast: {count}</translation>
    </message>
    <message>
        <source>{host} gave no usable list. The copy at hand is used.</source>
        <translation>{host} gav inga brukbar liste. Kopien som finst, blir brukt.</translation>
    </message>
    <message>
        <source>Not known until what stands above is put right.</source>
        <translation>Ikkje kjent før det som står over, er retta.</translation>
    </message>
    <message>
        <source>Put that right first, and check again.</source>
        <translation>Rett det først, og sjekk på nytt.</translation>
    </message>
    <message>
        <source>{host} has an error of its own, or is busy.</source>
        <translation>{host} har sjølv ein feil, eller er oppteken.</translation>
    </message>
    <message>
        <source>Something else answers at {host}.</source>
        <translation>Noko anna svarer på {host}.</translation>
    </message>
    <message>
        <source>Only the administrator&apos;s policy may say this: {setting} in {file}.</source>
        <translation>Berre policyen til administratoren kan bestemme dette: {setting} i {file}.</translation>
    </message>
    <message>
        <source>A setting is not valid: {setting} in {file}. Allowed: {allowed}.</source>
        <translation>Ei innstilling er ikkje gyldig: {setting} i {file}. Tillate: {allowed}.</translation>
    </message>
    <message>
        <source>policy, registry</source>
        <translation>policy, registeret</translation>
    </message>
    <message>
        <source>Let only administrators change the registry&apos;s key.</source>
        <translation>Lat berre administratorar endre nøkkelen i registeret.</translation>
    </message>
    <message>
        <source>{registry} counts, and {file} says otherwise: {names}</source>
        <translation>{registry} gjeld, og {file} seier noko anna: {names}</translation>
    </message>
    <message>
        <source>Let every account make a folder of its own there, and only administrators look into or change another&apos;s: see the administrator&apos;s page about the journal.</source>
        <translation>Lat kvar konto lage si eiga mappe der, og berre administratorar sjå i eller endre andre sine: sjå sida om journalen for administratorar.</translation>
    </message>
    <message>
        <source>Say it in one of the two places.</source>
        <translation>Sei det på berre éin av dei to stadene.</translation>
    </message>
    <message>
        <source>Others than its user can read or replace it: {folder}</source>
        <translation>Andre enn brukaren kan lese eller byte den ut: {folder}</translation>
    </message>
    <message>
        <source>The store of the key reports an error ({store}: {why}).</source>
        <translation>Lageret med nøkkelen melder ein feil ({store}: {why}).</translation>
    </message>
    <message>
        <source>The token&apos;s PIN is not known here, or the last one was wrong ({store}).</source>
        <translation>PIN-koden til nøkkeleininga er ukjend her, eller den siste var feil ({store}).</translation>
    </message>
    <message>
        <source>The store of the key is locked ({store}).</source>
        <translation>Lageret med nøkkelen er låst ({store}).</translation>
    </message>
    <message>
        <source>The store of the key is not there ({store}).</source>
        <translation>Lageret med nøkkelen er ikkje på plass ({store}).</translation>
    </message>
    <message>
        <source>See that the TPM is on, or the token is put in and its module is the one of the settings. What locked it is lifted with its maker&apos;s tool. Nothing was changed, and no other key is used instead.</source>
        <translation>Sjå til at TPM-en er slått på, eller at nøkkeleininga er sett inn og modulen er den innstillingane nemner. Låst lager blir låst opp med verktøyet til produsenten. Ingenting er endra, og ingen annan nøkkel er brukt i staden.</translation>
    </message>
    <message>
        <source>Type it once: provesvar-gui --token-pin. After a few wrong ones a token locks itself.</source>
        <translation>Tast han inn éin gong: provesvar-gui --token-pin. Etter nokre få feil låser eininga seg.</translation>
    </message>
    <message>
        <source>There ({kind}), and not where helseid.key_store wants it.</source>
        <translation>På plass ({kind}), men ikkje der helseid.key_store vil ha han.</translation>
    </message>
    <message>
        <source>Take in the file from HelseID Selvbetjening: «Set up the client …» in the self-check, or --import-client FILE.</source>
        <translation>Ta inn konfigurasjonsfila frå HelseID Selvbetjening: «Set opp klienten …» nedst i sjølvsjekken, eller --import-client FIL utan vindauge.</translation>
    </message>
</context>
<context>
    <name>SelfCheckDialog</name>
    <message>
        <source>Self-check</source>
        <translation>Sjølvsjekk</translation>
    </message>
    <message>
        <source>The chosen item</source>
        <translation>Det valde punktet</translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation>Set opp klienten …</translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation>Kva som er sjekka</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Sjekkar …</translation>
    </message>
    <message>
        <source>The report is on the clipboard. It holds no secret and no person.</source>
        <translation>Rapporten er på utklippstavla. Han inneheld ingen løyndommar og ingen personar.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Kva som vart funne</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Kopier rapporten</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Sjekk på nytt</translation>
    </message>
    <message>
        <source>Something must be put right before you can look up.</source>
        <translation>Noko må rettast før du kan slå opp.</translation>
    </message>
    <message>
        <source>Something should be looked at.</source>
        <translation>Noko bør sjåast på.</translation>
    </message>
    <message>
        <source>Call {contact}.</source>
        <translation>Ring {contact}.</translation>
    </message>
    <message>
        <source>You can look up.</source>
        <translation>Du kan slå opp.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Which services: test (synthetic people only) or prod (real patients).</source>
        <translation>Tenester: test (syntetiske personar) eller prod.</translation>
    </message>
    <message>
        <source>The address of HelseID.</source>
        <translation>Adressa til HelseID.</translation>
    </message>
    <message>
        <source>The client that this program is at HelseID.</source>
        <translation>Klient-ID hos HelseID.</translation>
    </message>
    <message>
        <source>Where the machine&apos;s key lies.</source>
        <translation>Plassering av nøkkelen til maskina.</translation>
    </message>
    <message>
        <source>What happens where the system has no password store.</source>
        <translation>Utan passordlager i systemet.</translation>
    </message>
    <message>
        <source>How the client&apos;s key is replaced before it ends.</source>
        <translation>Byte av nøkkelen til klienten før han går ut.</translation>
    </message>
    <message>
        <source>The address of HelseID Selvbetjening.</source>
        <translation>Adressa til HelseID Sjølvbetening.</translation>
    </message>
    <message>
        <source>What the login asks for.</source>
        <translation>Tilgangar innlogginga ber om.</translation>
    </message>
    <message>
        <source>Where the browser returns to after the login.</source>
        <translation>Adresser nettlesaren kan gå tilbake til (redirect).</translation>
    </message>
    <message>
        <source>The points of care to choose from.</source>
        <translation>Verksemder å velje mellom.</translation>
    </message>
    <message>
        <source>The legal entity, for a client that serves several.</source>
        <translation>Juridisk eining, for ein klient med fleire.</translation>
    </message>
    <message>
        <source>Whether the login is bound to this program&apos;s key from its start.</source>
        <translation>Innlogginga blir bunden til nøkkelen frå starten.</translation>
    </message>
    <message>
        <source>Whether the access to results is named anew when the point of care is set.</source>
        <translation>Tilgangen blir oppgitt på nytt når verksemda blir sett.</translation>
    </message>
    <message>
        <source>The address of Pasientens prøvesvar.</source>
        <translation>Adressa til Pasientens prøvesvar.</translation>
    </message>
    <message>
        <source>The version of the service&apos;s interface.</source>
        <translation>Versjonen av grensesnittet til tenesta.</translation>
    </message>
    <message>
        <source>What comes along with each report.</source>
        <translation>Ressursar som følgjer med kvar rapport.</translation>
    </message>
    <message>
        <source>What becomes of a report on another kind of number or an invalid one.</source>
        <translation>Rapportar på annan type nummer eller eit ugyldig.</translation>
    </message>
    <message>
        <source>What the service&apos;s refusals mean, and which can be opened.</source>
        <translation>Kva avslaga frå tenesta tyder, og kva som kan opnast.</translation>
    </message>
    <message>
        <source>Whether opening may be chosen before anything restricted was reported.</source>
        <translation>Opning kan veljast før noko sperra er meldt.</translation>
    </message>
    <message>
        <source>How long opened results stay open, in seconds.</source>
        <translation>Sekund opna svar blir haldne opne.</translation>
    </message>
    <message>
        <source>Whether a reason is asked for before opening.</source>
        <translation>Grunngiving er kravd før opning.</translation>
    </message>
    <message>
        <source>Whom to call about results that cannot be opened.</source>
        <translation>Kontakt om svar som ikkje kan opnast.</translation>
    </message>
    <message>
        <source>Whom to call about this program and the login.</source>
        <translation>Kontakt om programmet og innlogginga.</translation>
    </message>
    <message>
        <source>The laboratories to call when a service is away.</source>
        <translation>Laboratorium å ringje når ei teneste er borte.</translation>
    </message>
    <message>
        <source>The address of the list of roles (9060).</source>
        <translation>Adressa til lista over roller (9060).</translation>
    </message>
    <message>
        <source>Seconds without use before the window locks.</source>
        <translation>Sekund utan bruk før vindauget blir låst.</translation>
    </message>
    <message>
        <source>Whether a key keeps results up for 15 minutes.</source>
        <translation>Ein tast kan halde svara framme i 15 minutt.</translation>
    </message>
    <message>
        <source>What lifts the lock.</source>
        <translation>Opplåsing.</translation>
    </message>
    <message>
        <source>Whether other programs&apos; pictures of the screen show the windows.</source>
        <translation>Andre program kan ta bilete av vindauga.</translation>
    </message>
    <message>
        <source>What requests pass through.</source>
        <translation>Mellomtenar (proxy).</translation>
    </message>
    <message>
        <source>Certificates trusted besides the system&apos;s.</source>
        <translation>Sertifikat det blir stolt på i tillegg til dei til systemet.</translation>
    </message>
    <message>
        <source>Which laboratory&apos;s own code is which analyte of the overview.</source>
        <translation>Laboratoria sine eigne kodar i oversikta.</translation>
    </message>
    <message>
        <source>Whether the access journal is kept on this machine.</source>
        <translation>Tilgangslogg på denne maskina.</translation>
    </message>
    <message>
        <source>How many months the journal&apos;s lines are kept.</source>
        <translation>Månader tilgangsloggen blir teken vare på.</translation>
    </message>
    <message>
        <source>Where the journal&apos;s key rests.</source>
        <translation>Plassering av nøkkelen til tilgangsloggen.</translation>
    </message>
    <message>
        <source>The language of the screen. At the next start.</source>
        <translation>Språket på skjermen. Frå neste start.</translation>
    </message>
    <message>
        <source>The size of the text, in per cent.</source>
        <translation>Tekststorleiken, i prosent.</translation>
    </message>
    <message>
        <source>The colours of the screen.</source>
        <translation>Fargane på skjermen.</translation>
    </message>
    <message>
        <source>The view in which the results of a look-up are shown first.</source>
        <translation>Første vising etter oppslag.</translation>
    </message>
    <message>
        <source>Whether a drill with synthetic people may be begun.</source>
        <translation>Øving med syntetiske personar kan begynne.</translation>
    </message>
    <message>
        <source>Whether the program stays in the tray, locked, when its window is closed.</source>
        <translation>Blir i systemkorga, låst, når vindauget blir lukka.</translation>
    </message>
    <message>
        <source>it decides where requests go, and through what</source>
        <translation>ho avgjer kvar førespurnader går, og gjennom kva</translation>
    </message>
    <message>
        <source>it protects the login and the key</source>
        <translation>ho vernar innlogginga og nøkkelen</translation>
    </message>
    <message>
        <source>it decides how restricted results are opened</source>
        <translation>ho avgjer korleis sperra svar blir opna</translation>
    </message>
    <message>
        <source>it decides who else can see the screen</source>
        <translation>ho avgjer kven andre som kan sjå skjermen</translation>
    </message>
    <message>
        <source>it decides which result is shown as what</source>
        <translation>ho avgjer kva svar som blir vist som kva</translation>
    </message>
    <message>
        <source>it decides what is recorded of look-ups</source>
        <translation>ho avgjer kva som blir registrert om oppslag</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Innebygd</translation>
    </message>
    <message>
        <source>Own file</source>
        <translation>Eiga fil</translation>
    </message>
    <message>
        <source>Start command</source>
        <translation>Startkommando</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>Ctrl and plus or minus, or the wheel with Ctrl</source>
        <translation>Ctrl og pluss eller minus, eller musehjulet med Ctrl</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Tekststorleik</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Fargar</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Som systemet</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Høg kontrast</translation>
    </message>
    <message>
        <source>First view after a look-up</source>
        <translation>Første vising etter oppslag</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Oversikt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabell</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapportar</translation>
    </message>
    <message>
        <source>Microbiology</source>
        <translation>Mikrobiologi</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>In the password store</source>
        <translation>I passordlageret</translation>
    </message>
    <message>
        <source>No login</source>
        <translation>Inga innlogging</translation>
    </message>
    <message>
        <source>By command</source>
        <translation>Med kommando</translation>
    </message>
    <message>
        <source>Shown apart</source>
        <translation>Vist for seg</translation>
    </message>
    <message>
        <source>Locked by your administrator</source>
        <translation>Låst av administratoren</translation>
    </message>
    <message>
        <source>Not known to this version, and without effect: {names}</source>
        <translation>Ukjende for denne versjonen, og utan verknad: {names}</translation>
    </message>
    <message>
        <source>Profile test: synthetic people only.</source>
        <translation>Profil test: berre syntetiske personar.</translation>
    </message>
    <message>
        <source>Profile prod: real patients.</source>
        <translation>Profil prod: ekte pasientar.</translation>
    </message>
    <message>
        <source>The sandbox: synthetic people only, on this machine.</source>
        <translation>Sandkassa: berre syntetiske personar, på denne maskina.</translation>
    </message>
    <message>
        <source>{file} (not there)</source>
        <translation>{file} (finst ikkje)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>Until then nobody is asked anything. Below: what could be read, and the built-in values.</source>
        <translation>Inntil då blir ingen spurde om noko. Under: det som kunne lesast, og dei innebygde verdiane.</translation>
    </message>
    <message>
        <source>What the file says cannot be used</source>
        <translation>Det som står i fila, kan ikkje brukast</translation>
    </message>
    <message>
        <source>When the service&apos;s answers begin: older ones may be missing.</source>
        <translation>Når svara i tenesta byrjar: eldre kan mangle.</translation>
    </message>
    <message>
        <source>Seconds without use before the patient is wiped and the session is ended as well.</source>
        <translation>Sekund utan bruk før pasienten blir fjerna.</translation>
    </message>
    <message>
        <source>On Windows (not tried): the key that takes a copied number from any program.</source>
        <translation>Windows (ikkje prøvd): tast som hentar eit kopiert nummer.</translation>
    </message>
    <message>
        <source>Whose key the client uses: each user&apos;s own, or the machine&apos;s.</source>
        <translation>Klienten sin nøkkel: brukaren sin eigen eller maskina sin.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nei</translation>
    </message>
    <message>
        <source>Your administrator, in {file}</source>
        <translation>Administratoren, i {file}</translation>
    </message>
    <message>
        <source>In production only your administrator: {why}</source>
        <translation>I produksjon berre administratoren: {why}</translation>
    </message>
    <message>
        <source>The sandbox has its own settings, and reads no file.</source>
        <translation>Sandkassa har sine eigne innstillingar og les inga fil.</translation>
    </message>
    <message>
        <source>Not known until the files can be read.</source>
        <translation>Ikkje kjent før filene kan lesast.</translation>
    </message>
    <message>
        <source>You, in {file}</source>
        <translation>Du, i {file}</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Kven avgjer</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Tillate</translation>
    </message>
    <message>
        <source>Own settings: {own}
Administrator&apos;s policy: {policy}</source>
        <translation>Eigne innstillingar: {own}
Administratoren sin policy: {policy}</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Gjeld frå neste start</translation>
    </message>
    <message>
        <source>The name of the header by which the service finds a request.</source>
        <translation>Namnet på hovudfeltet som tenesta finn att ein førespurnad med.</translation>
    </message>
    <message>
        <source>Overruled</source>
        <translation>Utan verknad</translation>
    </message>
    <message>
        <source>{registry} counts, and {file} says otherwise: {names}</source>
        <translation>{registry} gjeld, og {file} seier noko anna: {names}</translation>
    </message>
    <message>
        <source>The folder for everybody&apos;s access journals, where profiles do not last.</source>
        <translation>Mappa for alle sine tilgangsloggar, der profilar ikkje varer.</translation>
    </message>
    <message>
        <source>Where the next key of each user&apos;s own is made, and used.</source>
        <translation>Kvar den neste eigne nøkkelen til brukaren blir laga og brukt.</translation>
    </message>
    <message>
        <source>The token of key_store = pkcs11, and its module: a PKCS#11 URI.</source>
        <translation>Nøkkeleininga og modulen hennar: ein PKCS#11-URI.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Innstillingar</translation>
    </message>
    <message>
        <source>The chosen setting</source>
        <translation>Den valde innstillinga</translation>
    </message>
    <message>
        <source>Every setting</source>
        <translation>Alle innstillingar</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Innstilling</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Verdi</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Frå</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>For deg</translation>
    </message>
    <message>
        <source>For IT</source>
        <translation>For IT</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Les …</translation>
    </message>
    <message>
        <source>The settings could not be read now.</source>
        <translation>Innstillingane kunne ikkje lesast no.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Oppdater</translation>
    </message>
    <message>
        <source>Filter the settings</source>
        <translation>Søk i innstillingane</translation>
    </message>
</context>
<context>
    <name>SetupDialog</name>
    <message>
        <source>Set up the client</source>
        <translation>Set opp klienten</translation>
    </message>
    <message>
        <source>The configuration file</source>
        <translation>Konfigurasjonsfila</translation>
    </message>
    <message>
        <source>&amp;Choose file …</source>
        <translation>&amp;Vel fil …</translation>
    </message>
    <message>
        <source>Take the client in</source>
        <translation>Ta inn klienten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>With the configuration file from HelseID Selvbetjening (JSON)</source>
        <translation>Med konfigurasjonsfila frå HelseID Selvbetjening (JSON)</translation>
    </message>
    <message>
        <source>The key in it is moved to the system&apos;s password store; the file is not sent anywhere.</source>
        <translation>Nøkkelen i henne blir flytta til passordlageret i systemet; fila blir ikkje send nokon stad.</translation>
    </message>
    <message>
        <source>or with an API key, without a file</source>
        <translation>eller med ein API-nøkkel, utan fil</translation>
    </message>
    <message>
        <source>The key is made here, and you confirm the client in the browser.</source>
        <translation>Nøkkelen blir laga her, og du stadfestar klienten i nettlesaren.</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Les fila …</translation>
    </message>
    <message>
        <source>Client: {id}</source>
        <translation>Klient: {id}</translation>
    </message>
    <message>
        <source>For: {host}</source>
        <translation>For: {host}</translation>
    </message>
    <message>
        <source>Key: {kind}</source>
        <translation>Nøkkel: {kind}</translation>
    </message>
    <message>
        <source>Redirect addresses: {list}</source>
        <translation>Omdirigeringsadresser: {list}</translation>
    </message>
    <message>
        <source>✕ The administrator&apos;s policy names another client than this file.</source>
        <translation>✕ Policyen til administratoren nemner ein annan klient enn denne fila.</translation>
    </message>
    <message>
        <source>▲ Another client is set up here. It is replaced by this one.</source>
        <translation>▲ Ein annan klient er sett opp her. Han blir erstatta av denne.</translation>
    </message>
    <message>
        <source>This file cannot be taken in. Correct it at HelseID Selvbetjening, or choose another.</source>
        <translation>Denne fila kan ikkje takast inn. Rett det i HelseID Selvbetjening, eller vel ei anna.</translation>
    </message>
    <message>
        <source>The system asks for the password of its store: look for its window, and answer there.</source>
        <translation>Systemet spør om passordet til lageret sitt: sjå etter vindauget, og svar der.</translation>
    </message>
    <message>
        <source>Moving the key to the system&apos;s password store …</source>
        <translation>Flyttar nøkkelen til passordlageret i systemet …</translation>
    </message>
    <message>
        <source>▲ There is no password store here: the key is forgotten when the program ends.</source>
        <translation>▲ Det finst ikkje noko passordlager her: nøkkelen blir gløymd når programmet blir avslutta.</translation>
    </message>
    <message>
        <source>▲ The key in the file is an older one: the one that has replaced it stays in use.</source>
        <translation>▲ Nøkkelen i fila er ein eldre nøkkel: den som har erstatta han, blir framleis brukt.</translation>
    </message>
    <message>
        <source>▲ Delete the file now, and empty the wastebasket: it still holds a copy of the key.</source>
        <translation>▲ Slett fila no, og tøm papirkorga: fila inneheld framleis ein kopi av nøkkelen.</translation>
    </message>
    <message>
        <source>▲ Other users of this machine could read or change the file while it lay there. If one of them may have done so, make a new key at HelseID Selvbetjening and take that file in.</source>
        <translation>▲ Andre brukarar av maskina kunne lese eller endre fila medan ho låg der. Om nokon av dei kan ha gjort det: lag ein ny nøkkel i HelseID Selvbetjening og ta inn den fila.</translation>
    </message>
    <message>
        <source>The key of the former client is still in the password store. This command takes it out:</source>
        <translation>Nøkkelen til den førre klienten ligg framleis i passordlageret. Denne kommandoen fjernar han:</translation>
    </message>
    <message>
        <source>Settings written: {file}</source>
        <translation>Innstillingar skrivne: {file}</translation>
    </message>
    <message>
        <source>The client&apos;s configuration file</source>
        <translation>Konfigurasjonsfila til klienten</translation>
    </message>
    <message>
        <source>Configuration files (*.json)</source>
        <translation>Konfigurasjonsfiler (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle filer (*)</translation>
    </message>
    <message>
        <source>The client is set up. Press Enter in the window to log in.</source>
        <translation>Klienten er sett opp. Trykk Enter i vindauget for å logge inn.</translation>
    </message>
    <message>
        <source>&amp;Make the client</source>
        <translation>&amp;Lag klienten</translation>
    </message>
    <message>
        <source>Making the key and the client …</source>
        <translation>Lagar nøkkelen og klienten …</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-nøkkel</translation>
    </message>
    <message>
        <source>Confirm the client in the browser. If no page has opened, open this address:</source>
        <translation>Stadfest klienten i nettlesaren. Opna det seg inga side, opne denne adressa:</translation>
    </message>
    <message>
        <source>Organisation number</source>
        <translation>Organisasjonsnummer</translation>
    </message>
    <message>
        <source>production, real patients</source>
        <translation>produksjon, ekte pasientar</translation>
    </message>
    <message>
        <source>test, synthetic people only</source>
        <translation>test, berre syntetiske personar</translation>
    </message>
    <message>
        <source>The API key was not kept: type it again.</source>
        <translation>API-nøkkelen er ikkje teken vare på: skriv han inn på nytt.</translation>
    </message>
    <message>
        <source>Cop&amp;y address</source>
        <translation>Kopier a&amp;dressa</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
</context>
<context>
    <name>Startup</name>
    <message>
        <source>{key}: what is wrong, and what to do. {call}: whom to call meanwhile.</source>
        <translation>{key}: kva som er gale, og kva du kan gjere. {call}: kven du kan ringje så lenge.</translation>
    </message>
    <message>
        <source>Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.</source>
        <translation>Innlogginga (HelseID) svarar ikkje ({time}): den som er logga inn, kan halde fram, men ingen andre kan logge inn.</translation>
    </message>
    <message>
        <source>Pasientens prøvesvar does not answer ({time}): nothing can be looked up now.</source>
        <translation>Pasientens prøvesvar svarar ikkje ({time}): ingenting kan slåast opp no.</translation>
    </message>
    <message>
        <source>The code list does not answer ({time}): the copy at hand is used, and look-ups work.</source>
        <translation>Kodelista svarar ikkje ({time}): kopien på maskina blir brukt, og oppslag verkar.</translation>
    </message>
    <message>
        <source>No contact with any service ({time}): nobody can log in or look up now.</source>
        <translation>Ingen av tenestene kan nåast ({time}): ingen kan logge inn eller slå opp no.</translation>
    </message>
    <message>
        <source>Login, service and code list answer · {time}</source>
        <translation>Innlogging, teneste og kodeliste svarar · {time}</translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>Copy the reference</source>
        <translation>Kopier referansen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Lukk meldinga</translation>
    </message>
    <message>
        <source>Close the message (Esc)</source>
        <translation>Lukk meldinga (Esc)</translation>
    </message>
    <message>
        <source>Reference: {id}</source>
        <translation>Referanse: {id}</translation>
    </message>
    <message>
        <source>Set up the client …</source>
        <translation>Set opp klienten …</translation>
    </message>
    <message>
        <source>Self-check …</source>
        <translation>Sjølvsjekk …</translation>
    </message>
    <message>
        <source>Whom to call …</source>
        <translation>Kven du ringjer …</translation>
    </message>
    <message>
        <source>All numbers …</source>
        <translation>Alle nummer …</translation>
    </message>
    <message>
        <source>If it is urgent, call the laboratory.</source>
        <translation>Hastar det, ring laboratoriet.</translation>
    </message>
    <message>
        <source>If it is urgent, call:</source>
        <translation>Hastar det, ring:</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>The service says: «{text}»</source>
        <translation>Tenesta seier: «{text}»</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>Hent på nytt</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open Prøvesvar</source>
        <translation>&amp;Opne Prøvesvar</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Avslutt</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>Trend</source>
        <translation>Utvikling</translation>
    </message>
    <message>
        <source>Graph over time</source>
        <translation>Graf over tid</translation>
    </message>
    <message>
        <source>The results of the graph</source>
        <translation>Svara i grafen</translation>
    </message>
    <message>
        <source>Incomplete: {count} of {total} fetched. The trend is drawn when all of it is here.</source>
        <translation>Ufullstendig: {count} av {total} henta. Utviklinga blir teikna når alt er henta.</translation>
    </message>
    <message>
        <source>Choose an examination above to see it over time.</source>
        <translation>Vel ei undersøking over for å sjå utviklinga over tid.</translation>
    </message>
    <message>
        <source>No result has a number and a time; there is nothing to draw.</source>
        <translation>Ingen svar har både tal og tidspunkt; det er ingenting å teikne.</translation>
    </message>
    <message>
        <source>The report of this result did not come.</source>
        <translation>Rapporten som dette svaret høyrer til, kom ikkje med.</translation>
    </message>
    <message>
        <source>on another kind of number or an invalid one</source>
        <translation>på annan nummertype eller ugyldig nummer</translation>
    </message>
    <message>
        <source>Examination to draw</source>
        <translation>Undersøking som skal teiknast</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show all times</source>
        <translation>Vis heile tidsrommet</translation>
    </message>
    <message>
        <source>5 years</source>
        <translation>5 år</translation>
    </message>
    <message>
        <source>Show the last 5 years</source>
        <translation>Vis dei siste 5 åra</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 år</translation>
    </message>
    <message>
        <source>Show the last year</source>
        <translation>Vis det siste året</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
    <message>
        <source>Show the last 30 days</source>
        <translation>Vis dei siste 30 dagane</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>Show the last 7 days</source>
        <translation>Vis dei siste 7 dagane</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 t</translation>
    </message>
    <message>
        <source>Show the last 24 hours</source>
        <translation>Vis dei siste 24 timane</translation>
    </message>
    <message>
        <source>Period of the graph</source>
        <translation>Periode i grafen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tidspunkt</translation>
    </message>
    <message>
        <source>Examination</source>
        <translation>Undersøking</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Svar</translation>
    </message>
    <message>
        <source>A limit, not a number</source>
        <translation>Ei grense, ikkje eit tal</translation>
    </message>
    <message>
        <source>Registered on another kind of number or an invalid one.</source>
        <translation>Registrert på annan nummertype eller ugyldig nummer.</translation>
    </message>
    <message>
        <source>Perhaps cancelled</source>
        <translation>Kanskje kansellert</translation>
    </message>
    <message>
        <source>Opened: restricted by the patient</source>
        <translation>Opna: sperra av pasienten</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Merka</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referanse</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>In the graph</source>
        <translation>I grafen</translation>
    </message>
    <message>
        <source>Not drawn: cancelled</source>
        <translation>Ikkje teikna: kansellert</translation>
    </message>
    <message>
        <source>Not drawn again: repeated by the laboratory</source>
        <translation>Ikkje teikna på nytt: teke opp att av laboratoriet</translation>
    </message>
    <message>
        <source>Not drawn: the day is not given</source>
        <translation>Ikkje teikna: dagen er ikkje oppgitt</translation>
    </message>
    <message>
        <source>Not drawn: no number</source>
        <translation>Ikkje teikna: ingen talverdi</translation>
    </message>
    <message>
        <source>other method</source>
        <translation>annan metode</translation>
    </message>
    <message>
        <source>other laboratory</source>
        <translation>anna laboratorium</translation>
    </message>
    <message>
        <source>other material</source>
        <translation>anna materiale</translation>
    </message>
    <message>
        <source>No time given</source>
        <translation>Tidspunkt ikkje oppgitt</translation>
    </message>
    <message>
        <source>A result of the same time is cancelled: ask the laboratory which is valid</source>
        <translation>Eit svar frå same tidspunkt er kansellert: spør laboratoriet kva svar som gjeld</translation>
    </message>
    <message>
        <source>Earlier version: {value}</source>
        <translation>Tidlegare versjon: {value}</translation>
    </message>
    <message>
        <source>{name}: nothing is drawn in this period.</source>
        <translation>{name}: ingenting er teikna i denne perioden.</translation>
    </message>
    <message>
        <source>Newest: {value}, {when}.</source>
        <translation>Nyaste: {value}, {when}.</translation>
    </message>
    <message>
        <source>At the same time: {values}</source>
        <translation>Same tidspunkt: {values}</translation>
    </message>
    <message>
        <source>Perhaps newer: {values}</source>
        <translation>Kanskje nyare: {values}</translation>
    </message>
    <message>
        <source>Dated after the fetch: {values}</source>
        <translation>Datert etter hentinga: {values}</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) in a table</source>
        <translation>
            <numerusform>%n svar i tabell</numerusform>
            <numerusform>%n svar i tabell</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the lanes</source>
        <translation>Til grafen</translation>
    </message>
    <message>
        <source>Add an examination</source>
        <translation>Legg til undersøking</translation>
    </message>
    <message>
        <source>40 h</source>
        <translation>40 t</translation>
    </message>
    <message>
        <source>Show the last 40 hours</source>
        <translation>Vis siste 40 timar</translation>
    </message>
    <message numerus="yes">
        <source>%n later, not ready</source>
        <translation>
            <numerusform>%n seinare, ikkje klart</numerusform>
            <numerusform>%n seinare, ikkje klare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perhaps cancelled</source>
        <translation>
            <numerusform>%n kanskje kansellert</numerusform>
            <numerusform>%n kanskje kansellert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n opna</numerusform>
            <numerusform>%n opna</numerusform>
        </translation>
    </message>
    <message>
        <source>perhaps cancelled</source>
        <translation>kanskje kansellert</translation>
    </message>
    <message>
        <source>other reference</source>
        <translation>annan referanse</translation>
    </message>
    <message>
        <source>ref. {range}</source>
        <translation>ref. {range}</translation>
    </message>
    <message>
        <source>from {value} · {before}</source>
        <translation>frå {value} · {before}</translation>
    </message>
    <message>
        <source>previous {value}, {why} · {before}</source>
        <translation>førre {value}, {why} · {before}</translation>
    </message>
    <message>
        <source>now</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Fjern {name}</translation>
    </message>
    <message>
        <source>Report (Enter)</source>
        <translation>Rapport (Enter)</translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>Kopier (Ctrl+C)</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>Fjern (Del)</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>eigen skala</translation>
    </message>
    <message numerus="yes">
        <source>%n older outside the period, the last {when}.</source>
        <translation>
            <numerusform>%n eldre før perioden, {when}.</numerusform>
            <numerusform>%n eldre før perioden, det siste {when}.</numerusform>
        </translation>
    </message>
    <message>
        <source>one of the two is a limit, not a number</source>
        <translation>ein av dei to er ei grense, ikkje eit tal</translation>
    </message>
    <message>
        <source>several values at the same time</source>
        <translation>fleire verdiar på same tidspunkt</translation>
    </message>
    <message>
        <source>it is not known which of the two came first</source>
        <translation>det er ikkje kjent kva for eit av dei to som kom først</translation>
    </message>
    <message>
        <source>a result in between was cancelled</source>
        <translation>eit svar imellom er kansellert</translation>
    </message>
    <message>
        <source>a result in between has no number</source>
        <translation>eit svar imellom har ingen talverdi</translation>
    </message>
    <message>
        <source>scale for {values}</source>
        <translation>skala for {values}</translation>
    </message>
    <message>
        <source>The line is broken before it: {reason}</source>
        <translation>Linja er broten før dette svaret: {reason}</translation>
    </message>
    <message>
        <source>preliminary (dashed)</source>
        <translation>førebels (stipla)</translation>
    </message>
    <message>
        <source>marked by the laboratory</source>
        <translation>merkt av laboratoriet</translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n result(s) drawn.</source>
        <translation>
            <numerusform>{name}: %n svar teikna.</numerusform>
            <numerusform>{name}: %n svar teikna.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lowest: {value}, {when}.</source>
        <translation>Lågast: {value}, {when}.</translation>
    </message>
    <message>
        <source>Highest: {value}, {when}.</source>
        <translation>Høgast: {value}, {when}.</translation>
    </message>
    <message>
        <source>Against the reference</source>
        <translation>Mot referanse</translation>
    </message>
    <message>
        <source>Own scale</source>
        <translation>Eigen skala</translation>
    </message>
    <message>
        <source>waiting {time}</source>
        <translation>ventar {time}</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Før</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>My &amp;look-ups</source>
        <translation>Mine &amp;oppslag</translation>
    </message>
    <message>
        <source>&amp;Whom to call</source>
        <translation>&amp;Kven du ringer</translation>
    </message>
    <message>
        <source>Keep open at the &amp;bedside</source>
        <translation>Hald ope ved &amp;pasienten</translation>
    </message>
    <message>
        <source>&amp;Drill</source>
        <translation>&amp;Øving</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>&amp;Innstillingar</translation>
    </message>
    <message>
        <source>Self-&amp;check</source>
        <translation>Sjølv&amp;sjekk</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Hj&amp;elp</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tastar</translation>
    </message>
    <message>
        <source>Lock &amp;window</source>
        <translation>&amp;Lås vindauget</translation>
    </message>
    <message>
        <source>Log &amp;out and clear</source>
        <translation>Logg &amp;ut og tøm</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>Another version is cancelled; which is newer is not known</source>
        <translation>Ein annan versjon er kansellert; det er ikkje kjent kven som er nyast</translation>
    </message>
    <message>
        <source>Sent again; the original was withdrawn</source>
        <translation>Sendt på nytt; originalen er trekt tilbake</translation>
    </message>
</context>
<context>
    <name>WaitPanel</name>
    <message>
        <source>Open the browser again</source>
        <translation>Opne nettlesaren igjen</translation>
    </message>
    <message>
        <source>If the login page in the browser is gone</source>
        <translation>Om innloggingssida i nettlesaren er borte</translation>
    </message>
    <message>
        <source>Cop&amp;y address</source>
        <translation>Kopier a&amp;dressa</translation>
    </message>
    <message>
        <source>If the browser did not open: copy the address and open it in a browser on this machine</source>
        <translation>Om nettlesaren ikkje opna seg: kopier adressa og opne ho i ein nettlesar på denne maskina</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Cancel what is running (Esc)</source>
        <translation>Avbryt det som går føre seg (Esc)</translation>
    </message>
</context>
<context>
    <name>WindowPages</name>
    <message>
        <source>The client is set up.</source>
        <translation>Klienten er sett opp.</translation>
    </message>
    <message>
        <source>Press Enter to log in.</source>
        <translation>Trykk Enter for å logge inn.</translation>
    </message>
</context>
</TS>
