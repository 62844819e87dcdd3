<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>ClosedCover</name>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s), and you are logged out.</source>
        <translation>
            <numerusform>Everything here is deleted in %n second, and you are logged out.</numerusform>
            <numerusform>Everything here is deleted in %n seconds, and you are logged out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything here is deleted in %n second(s).</source>
        <translation>
            <numerusform>Everything here is deleted in %n second.</numerusform>
            <numerusform>Everything here is deleted in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message numerus="yes">
        <source>Incomplete: %n report(s) fetched</source>
        <translation>
            <numerusform>Incomplete: %n report fetched</numerusform>
            <numerusform>Incomplete: %n reports fetched</numerusform>
        </translation>
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
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>Still fetching: %n report(s) so far</source>
        <translation>
            <numerusform>Still fetching: %n report so far</numerusform>
            <numerusform>Still fetching: %n reports so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n opened</source>
        <translation>
            <numerusform>%n opened</numerusform>
            <numerusform>%n opened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) by another type of number shown apart</source>
        <translation>
            <numerusform>%n result by another type of number shown apart</numerusform>
            <numerusform>%n results by another type of number shown apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown apart</source>
        <translation>
            <numerusform>%n shown apart</numerusform>
            <numerusform>%n shown apart</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cultures</name>
    <message numerus="yes">
        <source>{name} (%n finding(s))</source>
        <translation>
            <numerusform>{name} (%n finding)</numerusform>
            <numerusform>{name} (%n findings)</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n more</source>
        <comment>samples</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DowntimeCard</name>
    <message numerus="yes">
        <source>%n entry(ies) in the settings could not be read: somebody to call is missing here.</source>
        <translation>
            <numerusform>%n entry in the settings could not be read: somebody to call is missing here.</numerusform>
            <numerusform>%n entries in the settings could not be read: somebody to call is missing here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message numerus="yes">
        <source>%n result(s) or report(s) withheld</source>
        <translation>
            <numerusform>%n result or report withheld</numerusform>
            <numerusform>%n results or reports withheld</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one are not here</source>
        <translation>
            <numerusform>%n result on another kind of number or an invalid one is not here</numerusform>
            <numerusform>%n results on another kind of number or an invalid one are not here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message numerus="yes">
        <source>%n without a date included</source>
        <comment>results</comment>
        <translation>
            <numerusform>%n without a date included</numerusform>
            <numerusform>%n without a date included</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: search for the name</source>
        <translation>
            <numerusform>… and %n more: search for the name</numerusform>
            <numerusform>… and %n more: search for the name</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n filter(s) on</source>
        <translation>
            <numerusform>%n filter on</numerusform>
            <numerusform>%n filters on</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Flowsheet</name>
    <message numerus="yes">
        <source>{text} … (%n more characters, in the report)</source>
        <translation>
            <numerusform>{text} … (%n more character, in the report)</numerusform>
            <numerusform>{text} … (%n more characters, in the report)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n results at this time</source>
        <translation>
            <numerusform>%n result at this time</numerusform>
            <numerusform>%n results at this time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>Show %n by another type of number</source>
        <translation>
            <numerusform>Show %n by another type of number</numerusform>
            <numerusform>Show %n by another type of number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) on another kind of number or an invalid one</source>
        <translation>
            <numerusform>%n result on another kind of number or an invalid one</numerusform>
            <numerusform>%n results on another kind of number or an invalid one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more at this time, in their reports</source>
        <translation>
            <numerusform>… and %n more at this time, in its report</numerusform>
            <numerusform>… and %n more at this time, in their reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) outside the period not here</source>
        <translation>
            <numerusform>%n result outside the period not here</numerusform>
            <numerusform>%n results outside the period not here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n apart</source>
        <translation>
            <numerusform>Show %n apart</numerusform>
            <numerusform>Show %n apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n sample(s)</source>
        <translation>
            <numerusform>+%n sample</numerusform>
            <numerusform>+%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message numerus="yes">
        <source>%n look-up(s) could not be recorded, for lack of room or access.</source>
        <translation>
            <numerusform>%n look-up could not be recorded, for lack of room or access.</numerusform>
            <numerusform>%n look-ups could not be recorded, for lack of room or access.</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n older line(s) are left out here; your organisation&apos;s log control has them.</source>
        <translation>
            <numerusform>%n older line is left out here; your organisation&apos;s log control has it.</numerusform>
            <numerusform>%n older lines are left out here; your organisation&apos;s log control has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lock</name>
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
</context>
<context>
    <name>LockWarning</name>
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
    <message numerus="yes">
        <source>The program&apos;s key ends in %n day(s)</source>
        <translation>
            <numerusform>The program&apos;s key ends in %n day</numerusform>
            <numerusform>The program&apos;s key ends in %n days</numerusform>
        </translation>
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
</context>
<context>
    <name>NumberText</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message numerus="yes">
        <source>%n report(s) or result(s) are marked «Opened».</source>
        <translation>
            <numerusform>%n report or result is marked «Opened».</numerusform>
            <numerusform>%n reports or results are marked «Opened».</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n report(s) were opened and are marked «Opened».</source>
        <translation>
            <numerusform>The one report was opened and is marked «Opened».</numerusform>
            <numerusform>All %n reports were opened and are marked «Opened».</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) were opened: all in them is marked «Opened».</source>
        <translation>
            <numerusform>%n report was opened: all in it is marked «Opened».</numerusform>
            <numerusform>%n reports were opened: all in them is marked «Opened».</numerusform>
        </translation>
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
</context>
<context>
    <name>Outcomes</name>
    <message numerus="yes">
        <source>%n part(s) of the answer could not be read at all</source>
        <translation>
            <numerusform>%n part of the answer could not be read at all</numerusform>
            <numerusform>%n parts of the answer could not be read at all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detail(s) could not be read</source>
        <translation>
            <numerusform>%n detail could not be read</numerusform>
            <numerusform>%n details could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of a kind this program does not know</source>
        <translation>
            <numerusform>%n part of a kind this program does not know</numerusform>
            <numerusform>%n parts of a kind this program does not know</numerusform>
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
    <message numerus="yes">
        <source>%n thing(s) that a report refers to did not come</source>
        <translation>
            <numerusform>%n thing that a report refers to did not come</numerusform>
            <numerusform>%n things that a report refers to did not come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) or result(s) withheld: may be about another person.</source>
        <translation>
            <numerusform>%n report or result withheld: may be about another person.</numerusform>
            <numerusform>%n reports or results withheld: may be about another person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: may be about another person</source>
        <translation>
            <numerusform>%n withheld: may be about another person</numerusform>
            <numerusform>%n withheld: may be about another person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld: another person?</source>
        <translation>
            <numerusform>%n withheld: another person?</numerusform>
            <numerusform>%n withheld: another person?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Whole text (%n more)</source>
        <translation>
            <numerusform>Whole text (%n more)</numerusform>
            <numerusform>Whole text (%n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service said more than can be shown: %n message(s) were left out</source>
        <translation>
            <numerusform>The service said more than can be shown: %n message was left out</numerusform>
            <numerusform>The service said more than can be shown: %n messages were left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>%n more: see the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n more: see the report</numerusform>
            <numerusform>%n more: see the report</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled since</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n cancelled since</numerusform>
            <numerusform>%n cancelled since</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n more result(s)</source>
        <comment>number of awaited results</comment>
        <translation>
            <numerusform>%n more result</numerusform>
            <numerusform>%n more results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %n finding(s)</source>
        <translation>
            <numerusform>+ %n finding</numerusform>
            <numerusform>+ %n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n significant deviation(s)</source>
        <translation>
            <numerusform>%n significant deviation</numerusform>
            <numerusform>%n significant deviations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Others %n</source>
        <translation>
            <numerusform>Others %n</numerusform>
            <numerusform>Others %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examination(s) ({results}) in the table alone</source>
        <translation>
            <numerusform>%n examination ({results}) in the table alone</numerusform>
            <numerusform>%n examinations ({results}) in the table alone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) with an unknown code</source>
        <translation>
            <numerusform>%n result with an unknown code</numerusform>
            <numerusform>%n results with an unknown code</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) of it replaced or withdrawn since</source>
        <translation>
            <numerusform>%n result of it replaced or withdrawn since</numerusform>
            <numerusform>%n results of it replaced or withdrawn since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in the report</source>
        <comment>number of results</comment>
        <translation>
            <numerusform>%n more in the report</numerusform>
            <numerusform>%n more in the report</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+ %n in the table</source>
        <translation>
            <numerusform>+ %n in the table</numerusform>
            <numerusform>+ %n in the table</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n older finding(s): see the reports</source>
        <translation>
            <numerusform>%n older finding: see the reports</numerusform>
            <numerusform>%n older findings: see the reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) further up</source>
        <translation>
            <numerusform>%n row further up</numerusform>
            <numerusform>%n rows further up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatientBar</name>
    <message numerus="yes">
        <source>%n different names: {names}</source>
        <translation>
            <numerusform>%n different names: {names}</numerusform>
            <numerusform>%n different names: {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message numerus="yes">
        <source>Choose a PIN for the lock: at least %n digit(s)</source>
        <translation>
            <numerusform>Choose a PIN for the lock: at least %n digit</numerusform>
            <numerusform>Choose a PIN for the lock: at least %n digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportLines</name>
    <message numerus="yes">
        <source>%n result(s) under this one did not come</source>
        <translation>
            <numerusform>%n result under this one did not come</numerusform>
            <numerusform>%n results under this one did not come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) that the report names did not come from the service</source>
        <translation>
            <numerusform>%n result that the report names did not come from the service</numerusform>
            <numerusform>%n results that the report names did not come from the service</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n result(s) of the older version of {moment} are not repeated in this one</source>
        <translation>
            <numerusform>%n result of the older version of {moment} is not repeated in this one</numerusform>
            <numerusform>%n results of the older version of {moment} are not repeated in this one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message numerus="yes">
        <source>%n result(s) only in an older version</source>
        <translation>
            <numerusform>%n result only in an older version</numerusform>
            <numerusform>%n results only in an older version</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older version(s)</source>
        <translation>
            <numerusform>%n older version</numerusform>
            <numerusform>%n older versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultLabels</name>
    <message numerus="yes">
        <source>%n result(s) opened</source>
        <translation>
            <numerusform>%n result opened</numerusform>
            <numerusform>%n results opened</numerusform>
        </translation>
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
</context>
<context>
    <name>ResultsHeader</name>
    <message numerus="yes">
        <source>… and %n more: in the list of reports</source>
        <translation>
            <numerusform>… and %n more: in the list of reports</numerusform>
            <numerusform>… and %n more: in the list of reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message numerus="yes">
        <source>Registered on another kind of number or an invalid one: %n report(s)</source>
        <translation>
            <numerusform>Registered on another kind of number or an invalid one: %n report</numerusform>
            <numerusform>Registered on another kind of number or an invalid one: %n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message numerus="yes">
        <source>%n result(s) in a table</source>
        <translation>
            <numerusform>%n result in a table</numerusform>
            <numerusform>%n results in a table</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n older outside the period, the last {when}.</source>
        <translation>
            <numerusform>%n older outside the period, {when}.</numerusform>
            <numerusform>%n older outside the period, the last {when}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n result(s) drawn.</source>
        <translation>
            <numerusform>{name}: %n result drawn.</numerusform>
            <numerusform>{name}: %n results drawn.</numerusform>
        </translation>
    </message>
</context>
</TS>
