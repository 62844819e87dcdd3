# Whether the policy of Prøvesvar is there as it should be: 0 yes, 1 no (Intune then runs Install-ProvesvarPolicy.ps1). It says one line.
# Put your policy between the two marks, the same in both scripts.
$policy = @'
[profile]
name = "test"

[lock]
idle_seconds = 120
'@
$ErrorActionPreference = "Stop"
if ($policy -cmatch '[^\x00-\x7F]') { Write-Output "this script's policy: a letter beyond ASCII, to be written as \u00C5 is"; exit 1 }
Set-StrictMode -Version 3
$folder = Join-Path $env:ProgramData "Provesvar"
$file = Join-Path $folder "policy.toml"
$text = $policy.Replace("`r`n", "`n").TrimEnd("`n") + "`n"
$mayWrite = "S-1-5-18", "S-1-5-32-544"  # the system, administrators

function Test-Access([string]$path) {
    $found = Get-Acl -LiteralPath $path
    $owner = $found.GetOwner([Security.Principal.SecurityIdentifier]).Value
    if ($mayWrite -notcontains $owner) { return $false }
    $writing = [Security.AccessControl.FileSystemRights]"Write, Delete, DeleteSubdirectoriesAndFiles, ChangePermissions, TakeOwnership"
    foreach ($rule in $found.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])) {
        $allows = $rule.AccessControlType -eq "Allow" -and ($rule.FileSystemRights -band $writing)
        if ($allows -and $mayWrite -notcontains $rule.IdentityReference.Value) { return $false }
    }
    return $true
}

try {
    if (-not (Test-Path -LiteralPath $file -PathType Leaf)) { Write-Output "no policy"; exit 1 }
    $bytes = [IO.File]::ReadAllBytes($file)
    if ([Text.Encoding]::UTF8.GetString($bytes) -cne $text) { Write-Output "another policy"; exit 1 }
    if (-not ((Test-Access $folder) -and (Test-Access $file))) { Write-Output "others can change it"; exit 1 }
} catch {
    Write-Output "cannot be read"
    exit 1
}
Write-Output "as it should be"
exit 0
