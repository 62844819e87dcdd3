# Lays the policy of Prøvesvar for all users of this machine. As the system or an administrator: Intune (the remediation script beside
# Test-ProvesvarPolicy.ps1), a start-up script of a GPO, or by hand. Every run gives the same. Written on Debian, run by the workflow.
#
# Put your policy between the two marks, the same in both scripts. What can be said: policy-example.toml beside the program.
$policy = @'
[profile]
name = "test"

[lock]
idle_seconds = 120
'@
$ErrorActionPreference = "Stop"
# Windows reads a script in one alphabet or another, by how it was saved. So none but the letters that all of them share.
if ($policy -cmatch '[^\x00-\x7F]') { throw "the policy: a letter beyond ASCII. In a text, write it by its number: \u00C5 for A with a ring" }
Set-StrictMode -Version 3
$folder = Join-Path $env:ProgramData "Provesvar"
$file = Join-Path $folder "policy.toml"
$text = $policy.Replace("`r`n", "`n").TrimEnd("`n") + "`n"

# Administrators and the system write, all users read, nothing is inherited: in ProgramData everybody may create files.
function Set-Access([string]$path, [bool]$isFolder) {
    $wanted = if ($isFolder) { New-Object Security.AccessControl.DirectorySecurity } else { New-Object Security.AccessControl.FileSecurity }
    $flags = if ($isFolder) { ";OICI;" } else { ";;" }
    $wanted.SetSecurityDescriptorSddlForm("O:BAG:BAD:PAI(A${flags}FA;;;SY)(A${flags}FA;;;BA)(A${flags}0x1200a9;;;BU)")
    Set-Acl -LiteralPath $path -AclObject $wanted
}

if (-not (Test-Path -LiteralPath $folder)) { New-Item -ItemType Directory $folder | Out-Null }
$there = Get-Item -LiteralPath $folder -Force
if ($there.Attributes -band [IO.FileAttributes]::ReparsePoint) { throw "$folder leads elsewhere: remove it" }
Set-Access $folder $true

# A new file in its place at once: the program never reads half a policy.
$new = Join-Path $folder ("policy." + [Guid]::NewGuid().ToString("N") + ".new")
[IO.File]::WriteAllText($new, $text, (New-Object Text.UTF8Encoding $false))
Set-Access $new $false
Move-Item -LiteralPath $new -Destination $file -Force
Write-Output "laid: $file"
exit 0
