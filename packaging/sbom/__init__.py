"""What is inside the frozen folder: a bill of materials (CycloneDX) and the notices that its licences ask for."""
